namespace RingCentral.Connect.Benchmarks;

/// <summary>What of several rounds counts.</summary>
internal static class Medians
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
