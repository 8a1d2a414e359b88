using System.Net.Http.Json;
using System.Text.Json;
using RingCentral.Connect.Benchmarks.Load;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>A sweep over due sessions against the least that a rotation could be, both at the concurrency that the service has by default.</summary>
internal sealed class RotationBenchmark : IBenchmark
{
    private const int Sessions = 4000;
    private const int Concurrency = 32;
    private const int Rounds = 5;

    // A service runs for weeks: what is measured is the code that the runtime has settled on, on both sides.
    private const int WarmUps = 8;

    public string Name => "rotation";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var run = await RotationRun.StartAsync(Sessions, cancellationToken);
        await using var bare = new PostAndUpdateLoop(run.Database, run.Simulator, await SeedAsync(run.Simulator.Address, cancellationToken));
        await bare.PrepareAsync(cancellationToken);

        var (rates, limits) = (new List<double>(), new List<double>());
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var (limit, rate) = (await bare.RunAsync(Concurrency, cancellationToken), await run.RotateAllAsync(Sessions, cancellationToken));
            if (round >= WarmUps)
            {
                rates.Add(rate);
                limits.Add(limit);
            }
        }

        var ratio = Medians.Of(rates.Zip(limits, (rate, limit) => rate / limit));
        return [new Figure("rotation", Figure.PerSecond(Medians.Of(rates)), $"POST + UPDATE {Figure.PerSecond(Medians.Of(limits))}", ratio, "at least 1.0", ratio >= 1)];
    }

    private static async Task<List<string>> SeedAsync(Uri simulator, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = simulator };
        using var response = await http.PostAsync(new Uri("/_control/seed", UriKind.Relative), JsonContent.Create(new { count = Sessions }), cancellationToken);
        var lines = (await response.Content.ReadAsStringAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => JsonElement.Parse(line).GetProperty("refresh_token").GetString()!)];
    }
}
