namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>Two sides in turns: what else runs on the machine weighs on both alike.</summary>
internal static class Turns
{
    private const int Rounds = 21;
    private const int WarmUps = 6;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>Measures both; the first rounds only warm up, until the code that runs is the optimised one.</summary>
    /// <returns>The medians of both rates, and of the ratios of one round each.</returns>
    public static async Task<(double Rate, double Limit, double Ratio)> MeasureAsync(GetLoop ours, GetLoop limit, CancellationToken cancellationToken)
    {
        var (rates, limits) = (new List<double>(), new List<double>());
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var (rate, most) = (await ours.RunAsync(Round, cancellationToken), await limit.RunAsync(Round, cancellationToken));
            if (round >= WarmUps)
            {
                rates.Add(rate);
                limits.Add(most);
            }
        }

        return (Medians.Of(rates), Medians.Of(limits), Medians.Of(rates.Zip(limits, (rate, most) => rate / most)));
    }
}
