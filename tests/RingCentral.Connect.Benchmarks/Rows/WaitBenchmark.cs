using System.Net.Http.Json;
using RingCentral.Connect.Benchmarks.Load;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>RingCentral takes 200 ms for each answer: no place of the sweep may stand empty meanwhile.</summary>
internal sealed class WaitBenchmark : IBenchmark
{
    private const int Sessions = 1600;
    private const int Concurrency = 32;
    private const int Rounds = 3;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    public string Name => "wait";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var run = await RotationRun.StartAsync(Sessions, cancellationToken);
        await run.RotateAllAsync(Sessions, cancellationToken);
        using var http = new HttpClient { BaseAddress = run.Simulator.Address };
        using var slowed = await http.PostAsync(
            new Uri("/_control/faults", UriKind.Relative), JsonContent.Create(new { kind = "delay", grant = "refresh_token", delay = Latency.ToString() }), cancellationToken);
        slowed.EnsureSuccessStatusCode();

        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            rates.Add(await run.RotateAllAsync(Sessions, cancellationToken));
        }

        var limit = Concurrency / Latency.TotalSeconds;
        var ratio = Medians.Of(rates) / limit;
        return [new Figure("a wait at RingCentral of 200 ms", Figure.PerSecond(Medians.Of(rates)), $"32 / 0.2 s = {Figure.PerSecond(limit)}", ratio, "at least 0.9", ratio >= 0.9)];
    }
}
