using System.Diagnostics;
using System.Globalization;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>How long single pieces of work take.</summary>
internal static class Latency
{
    /// <returns>Milliseconds.</returns>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>What this share of the values does not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    public static string Millis(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
