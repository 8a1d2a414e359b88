using Npgsql;
using RingCentral.Connect.Benchmarks.Installations;
using RingCentral.Connect.Benchmarks.Load;
using RingCentral.Connect.Benchmarks.Seeding;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>
/// Lists of 1,000,000 connections over HTTP, every filter alone and several together, against what a page costs at the least: fifty rows read by Npgsql along the
/// primary key. The two take turns.
/// </summary>
internal sealed class ListBenchmark : IBenchmark
{
    private const int Fleet = 1_000_000;

    /// <summary>Every connection to PostgreSQL is a process of its own, which finds each page of the shared memory for the first time.</summary>
    private const int WarmUp = 3_000;
    private const int Calls = 3_000;
    private const double Goal = 50;

    public string Name => "lists";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var installation = await Installation.StartAsync(cancellationToken, "shared_buffers = '2GB'");
        var connectionString = await installation.CreateDatabaseAsync("lists", cancellationToken);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await FleetSeed.FillAsync(database, Fleet, cancellationToken);
        await FleetSeed.VaryAsync(database, cancellationToken);

        var key = await Installation.CommandAsync(connectionString, cancellationToken, "api-keys", "create", "--name", "bench", "--scopes", "connections:read");
        await using var node = await Installation.ServeAsync(connectionString, new Uri("http://127.0.0.1:9"), cancellationToken);
        using var http = node.CreateClient(key);
        return await MeasureAsync(http, database, cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(HttpClient http, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var mix = new ListMix(new Random(17), Fleet, TimeProvider.System.GetUtcNow());
        var (lists, reads) = (new List<(string Kind, double Took)>(), new List<double>());
        for (var call = 0; call < WarmUp + Calls; call++)
        {
            var (kind, query) = mix.Next();
            var list = await Latency.TimeAsync(() => ListAsync(http, mix, query, cancellationToken));
            var read = await Latency.TimeAsync(() => FiftyRows.ReadAsync(database, mix.LastId, cancellationToken));
            if (call >= WarmUp)
            {
                lists.Add((kind, list));
                reads.Add(read);
            }
        }

        foreach (var kind in lists.GroupBy(list => list.Kind).OrderByDescending(kind => Latency.Percentile(kind.Select(list => list.Took), 0.99)))
        {
            var took = kind.Select(list => list.Took).ToList();
            await Console.Out.WriteLineAsync($"  {kind.Key,-28} median {Latency.Millis(Latency.Percentile(took, 0.5)),9}  99 % {Latency.Millis(Latency.Percentile(took, 0.99)),9}");
        }

        var (p99, limit) = (Latency.Percentile(lists.Select(list => list.Took), 0.99), Latency.Percentile(reads, 0.99));
        return [new Figure("list at 1,000,000 connections, 99 %", Latency.Millis(p99), $"50 rows {Latency.Millis(limit)}", p99 / limit, "under 50 ms", p99 < Goal)];
    }

    private static async Task ListAsync(HttpClient http, ListMix mix, string query, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("connections?" + query, UriKind.Relative), cancellationToken);
        mix.Take(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken));
    }
}
