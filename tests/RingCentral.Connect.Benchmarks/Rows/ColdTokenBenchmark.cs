using RingCentral.Connect.Benchmarks.Load;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>Reading tokens from the database.</summary>
internal sealed class ColdTokenBenchmark : IBenchmark
{
    private const int Sessions = 1000;

    public string Name => "cold";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        // A cache of one entry: every read is a miss, and pays for what a miss leaves behind.
        await using var run = await TokenRun.StartAsync(Sessions, ["--TokenApi:CacheEntries=1"], cancellationToken);
        await using var tokens = await run.TokensAsync(cancellationToken);
        await using var bare = await run.BareReadsAsync(await tokens.AskOnceAsync(cancellationToken), cancellationToken);
        var (rate, limit, ratio) = await Turns.MeasureAsync(tokens, bare, cancellationToken);
        return [new Figure("token read, cold", Figure.PerSecond(rate), $"point read {Figure.PerSecond(limit)}", ratio, "at least 0.7", ratio >= 0.7)];
    }
}
