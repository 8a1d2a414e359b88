using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using RingCentral.Connect.Benchmarks.Load;
using RingCentral.Connect.Benchmarks.Servers;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>The simulator must not be the bottleneck: refreshes against a bare endpoint, and the memory of a million sessions.</summary>
internal sealed class SimulatorBenchmark : IBenchmark
{
    private const int Connections = 8;
    private const int SessionsPerConnection = 500;
    private const int Rounds = 7;
    private const int Million = 1_000_000;
    private const double Gibibyte = 1024d * 1024 * 1024;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public string Name => "simulator";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var simulator = await ServerProcess.StartSimulatorAsync(cancellationToken);
        return [await MeasureRefreshesAsync(simulator, cancellationToken), await MeasureMemoryAsync(simulator, cancellationToken)];
    }

    private static async Task<Figure> MeasureRefreshesAsync(ServerProcess simulator, CancellationToken cancellationToken)
    {
        await using var bare = await ServerProcess.StartBareAsync(cancellationToken);
        var tokens = await SeedAsync(simulator, Connections * SessionsPerConnection, cancellationToken);
        var ours = await OpenAsync(simulator.Address, tokens, cancellationToken);
        var theirs = await OpenAsync(bare.Address, tokens, cancellationToken);

        // The first round of each side only warms up.
        var (rates, limits) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (rate, limit) = (await RateAsync(ours, cancellationToken), await RateAsync(theirs, cancellationToken));
            if (round > 0)
            {
                rates.Add(rate);
                limits.Add(limit);
            }
        }

        var ratio = Medians.Of(rates.Zip(limits, (rate, limit) => rate / limit));
        return new Figure("refresh with rotation", Figure.PerSecond(Medians.Of(rates)), $"bare {Figure.PerSecond(Medians.Of(limits))}", ratio, "at least 0.7", ratio >= 0.7);
    }

    private static async Task<Figure> MeasureMemoryAsync(ServerProcess simulator, CancellationToken cancellationToken)
    {
        await SeedAsync(simulator, Million, cancellationToken, keep: 0);
        var ratio = simulator.PeakResidentBytes / (2 * Gibibyte);
        var resident = $"{Gib(simulator.ResidentBytes)}, peak {Gib(simulator.PeakResidentBytes)}";
        return new Figure("memory of 1,000,000 sessions", resident, "2 GiB", ratio, "less than 1", ratio < 1);
    }

    private static async Task<List<RefreshLoop>> OpenAsync(Uri server, List<string> tokens, CancellationToken cancellationToken)
    {
        var loops = new List<RefreshLoop>();
        foreach (var share in tokens.Chunk(SessionsPerConnection))
        {
            var connection = new RawConnection(server, "/restapi/oauth/token", "sandbox-client:sandbox-secret");
            await connection.ConnectAsync(cancellationToken);
            loops.Add(new RefreshLoop(connection, share));
        }

        return loops;
    }

    private static async Task<double> RateAsync(List<RefreshLoop> loops, CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(loops.Select(loop => Task.Run(() => loop.RunAsync(Round, cancellationToken), cancellationToken)));
        return counts.Sum() / Round.TotalSeconds;
    }

    private static async Task<List<string>> SeedAsync(ServerProcess simulator, int count, CancellationToken cancellationToken, int keep = int.MaxValue)
    {
        using var http = new HttpClient { BaseAddress = simulator.Address, Timeout = TimeSpan.FromMinutes(5) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_control/seed") { Content = JsonContent.Create(new { count }) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var tokens = new List<string>();
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (tokens.Count < keep)
            {
                tokens.Add(JsonElement.Parse(line).GetProperty("refresh_token").GetString()!);
            }
        }

        return tokens;
    }

    private static string Gib(long bytes)
    {
        return (bytes / Gibibyte).ToString("0.00", CultureInfo.InvariantCulture) + " GiB";
    }
}
