using System.Globalization;

namespace RingCentral.Connect.FaultTests.Kit;

/// <summary>How much is run: the races with all other tests, everything with <c>FAULTS=short</c> or <c>FAULTS=long</c>; <c>FAULTS_SEED=N</c> replays a schedule.</summary>
internal static class RunForm
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("FAULTS") == "long";

    /// <summary>Why the fault runs do not go with all other tests yet.</summary>
    public const string OnDemand = "The fault runs take minutes and all of the machine: ask for them with FAULTS=short or FAULTS=long.";

    /// <summary>Whether the fault runs were asked for.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("FAULTS") is "short" or "long";

    /// <summary>What all that is random in a run follows from; it is printed.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FAULTS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(1, 1_000_000);

    public static T Of<T>(T shortForm, T longForm) => IsLong ? longForm : shortForm;
}
