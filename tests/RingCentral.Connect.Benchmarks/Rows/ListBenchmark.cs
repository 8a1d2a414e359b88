using System.Diagnostics;
using System.Globalization;
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

    /// <summary>One in two hundred needs its user, one in a thousand is blocked, one in fifty was disconnected; one in a thousand fails, and as many are about to end.</summary>
    private const string Vary =
        """
        UPDATE connections SET state = CASE WHEN right(owner_id, 3) IN ('000', '200', '400', '600', '800') THEN 'needs_reauthorization' WHEN right(owner_id, 3) = '001' THEN 'blocked' ELSE 'disconnected' END
         WHERE right(owner_id, 3) IN ('000', '200', '400', '600', '800', '001') OR right(owner_id, 2) IN ('17', '67');
        UPDATE sessions s SET failures = CASE WHEN right(c.owner_id, 3) = '333' THEN 2 ELSE 0 END,
                              session_expires_at = CASE WHEN right(c.owner_id, 3) = '444' THEN now() + interval '12 hours' END,
                              due_at = CASE WHEN c.state IN ('needs_reauthorization', 'disconnected') THEN NULL ELSE s.due_at END
          FROM connections c WHERE c.id = s.connection_id AND (c.state <> 'active' OR right(c.owner_id, 3) IN ('333', '444'));
        """;

    private const string FiftyRows =
        "SELECT c.*, s.* FROM connections c JOIN sessions s ON s.connection_id = c.id AND s.connection_id > @after WHERE c.id > @after ORDER BY c.id LIMIT 50";

    public string Name => "lists";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var installation = await Installation.StartAsync(cancellationToken, "shared_buffers = '2GB'");
        var connectionString = await installation.CreateDatabaseAsync("lists", cancellationToken);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await FleetSeed.FillAsync(database, Fleet, cancellationToken);
        foreach (var sql in new[] { Vary, "VACUUM ANALYZE connections", "VACUUM ANALYZE sessions" })
        {
            await using var command = database.CreateCommand(sql);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

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
            var list = await TimeAsync(() => ListAsync(http, mix, query, cancellationToken));
            var read = await TimeAsync(() => ReadAsync(database, mix.LastId, cancellationToken));
            if (call >= WarmUp)
            {
                lists.Add((kind, list));
                reads.Add(read);
            }
        }

        foreach (var kind in lists.GroupBy(list => list.Kind).OrderByDescending(kind => Percentile(kind.Select(list => list.Took), 0.99)))
        {
            var took = kind.Select(list => list.Took).ToList();
            await Console.Out.WriteLineAsync($"  {kind.Key,-28} median {Millis(Percentile(took, 0.5)),9}  99 % {Millis(Percentile(took, 0.99)),9}");
        }

        var (p99, limit) = (Percentile(lists.Select(list => list.Took), 0.99), Percentile(reads, 0.99));
        return [new Figure("list at 1,000,000 connections, 99 %", Millis(p99), $"50 rows {Millis(limit)}", p99 / limit, "under 50 ms", p99 < Goal)];
    }

    private static async Task ListAsync(HttpClient http, ListMix mix, string query, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("connections?" + query, UriKind.Relative), cancellationToken);
        mix.Take(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private static async Task ReadAsync(NpgsqlDataSource database, Guid after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(FiftyRows);
        command.Parameters.AddWithValue("after", after);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new object[reader.FieldCount];
        while (await reader.ReadAsync(cancellationToken))
        {
            reader.GetValues(row);
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    private static string Millis(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
