using System.Globalization;

namespace RingCentral.Connect.Benchmarks;

/// <summary>One row of the promised figures, or a few that are taken in one run. Everything is a ratio of two sides, measured in turns.</summary>
internal interface IBenchmark
{
    string Name { get; }

    Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken);
}

/// <summary>What was measured, what it was held against, and the goal in words; empty where there is none.</summary>
internal sealed record Figure(string Work, string Measured, string Against, double Ratio, string Goal, bool Met)
{
    /// <summary>A rate as the tables show it.</summary>
    public static string PerSecond(double rate) => rate.ToString("N0", CultureInfo.InvariantCulture) + "/s";
}
