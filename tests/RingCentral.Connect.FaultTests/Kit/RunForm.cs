using System.Globalization;

namespace RingCentral.Connect.FaultTests.Kit;

/// <summary>How much is run: the short form with all other tests, the long one with <c>FAULTS=long</c>; <c>FAULTS_SEED=N</c> replays a schedule.</summary>
internal static class RunForm
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("FAULTS") == "long";

    /// <summary>What all that is random in a run follows from; it is printed.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FAULTS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(1, 1_000_000);

    public static T Of<T>(T shortForm, T longForm) => IsLong ? longForm : shortForm;
}
