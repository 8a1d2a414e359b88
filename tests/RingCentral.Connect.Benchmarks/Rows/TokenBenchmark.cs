using RingCentral.Connect.Benchmarks.Load;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>Reading tokens with the session at hand, and with keys that are none.</summary>
internal sealed class TokenBenchmark : IBenchmark
{
    private const int Sessions = 1000;

    public string Name => "token";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        await using (var run = await TokenRun.StartAsync(Sessions, [], cancellationToken))
        {
            await using var tokens = await run.TokensAsync(cancellationToken);
            await using var bare = await run.BareAsync(await tokens.AskOnceAsync(cancellationToken), cancellationToken);
            var (rate, limit, ratio) = await Turns.MeasureAsync(tokens, bare, cancellationToken);
            figures.Add(new Figure("token read, warm", Figure.PerSecond(rate), $"bare {Figure.PerSecond(limit)}", ratio, "at least 0.8", ratio >= 0.8));
            figures.Add(await InvalidAsync("invalid keys, wrong checksum", run, tokens, TokenRun.MistypedKey, cancellationToken));
            figures.Add(await InvalidAsync("invalid keys, right checksum", run, tokens, TokenRun.UnknownKey, cancellationToken));
        }

        return figures;
    }

    private static async Task<Figure> InvalidAsync(string work, TokenRun run, GetLoop valid, Func<string> make, CancellationToken cancellationToken)
    {
        await using var invalid = await run.InvalidKeysAsync(make, cancellationToken);
        var (rate, limit, ratio) = await Turns.MeasureAsync(invalid, valid, cancellationToken);
        return new Figure(work, Figure.PerSecond(rate), $"valid {Figure.PerSecond(limit)}", ratio, "at least 0.8", ratio >= 0.8);
    }
}
