using RingCentral.Connect.Benchmarks.Load;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>
/// What two and four nodes do on one database, against one. On one machine they share its processors, so that this tells what a further node costs, not what one on a
/// machine of its own would give.
/// </summary>
internal sealed class ScaleBenchmark : IBenchmark
{
    private const int Sessions = 4000;
    private const int Rounds = 5;
    private const int WarmUps = 6;

    private static readonly int[] Nodes = [1, 2, 4];
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public string Name => "scale";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken) =>
        [.. await RotationsAsync(cancellationToken), .. await ReadsAsync(cancellationToken)];

    private static async Task<IEnumerable<Figure>> RotationsAsync(CancellationToken cancellationToken)
    {
        await using var run = await RotationRun.StartAsync(Sessions, cancellationToken);
        var rates = new List<double>();
        foreach (var nodes in Nodes)
        {
            await run.GrowAsync(nodes, cancellationToken);
            rates.Add(await MeasureAsync(() => run.RotateAllAsync(Sessions, cancellationToken)));
        }

        return Figures("rotations", rates);
    }

    private static async Task<IEnumerable<Figure>> ReadsAsync(CancellationToken cancellationToken)
    {
        await using var run = await TokenRun.StartAsync(Sessions / 4, [], cancellationToken);
        var rates = new List<double>();
        foreach (var nodes in Nodes)
        {
            await run.GrowAsync(nodes, cancellationToken);
            await using var tokens = await run.TokensAsync(cancellationToken);
            rates.Add(await MeasureAsync(() => tokens.RunAsync(Round, cancellationToken)));
        }

        return Figures("token reads, warm", rates);
    }

    private static async Task<double> MeasureAsync(Func<Task<double>> once)
    {
        var rates = new List<double>();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var rate = await once();
            if (round >= WarmUps)
            {
                rates.Add(rate);
            }
        }

        return Medians.Of(rates);
    }

    private static IEnumerable<Figure> Figures(string work, List<double> rates) => Nodes.Zip(rates).Skip(1).Select(one =>
        new Figure($"{work}, {one.First} nodes", Figure.PerSecond(one.Second), $"one {Figure.PerSecond(rates[0])}", one.Second / rates[0], "", Met: true));
}
