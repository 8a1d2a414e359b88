using System.Globalization;
using System.Net.Http.Json;
using Npgsql;
using RingCentral.Connect.Benchmarks.Installations;
using RingCentral.Connect.Benchmarks.Load;
using RingCentral.Connect.Benchmarks.Seeding;
using RingCentral.Connect.Benchmarks.Servers;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>
/// The dashboard's overview and its list at 1,000,000 connections, as an administrator gets them over HTTP, while a sweep rotates some thousand sessions without a pause; against
/// fifty rows read by Npgsql. The three take turns.
/// </summary>
internal sealed class DashboardBenchmark : IBenchmark
{
    private const int Fleet = 1_000_000;
    private const int Rotating = 3_000;
    private const int WarmUp = 300;
    private const int Calls = 1_000;
    private const double Goal = 200;

    public string Name => "dashboard";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var installation = await Installation.StartAsync(cancellationToken, "shared_buffers = '2GB'");
        await using var simulator = await ServerProcess.StartSimulatorAsync(cancellationToken);
        var connectionString = await installation.CreateDatabaseAsync("dashboard", cancellationToken);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await FleetSeed.FillAsync(database, Fleet, cancellationToken);
        await FleetSeed.VaryAsync(database, cancellationToken);
        var key = await Installation.CommandAsync(connectionString, cancellationToken, "api-keys", "create", "--name", "bench", "--scopes", "connections:write");
        var link = new Uri(await Installation.CommandAsync(connectionString, cancellationToken, "admin", "sign-in-link"));
        await using var node = await Installation.ServeAsync(connectionString, simulator.Address, cancellationToken, "--KeepAlive:Mode=Warm");
        await node.ImportAsync(key, await ShortLivedAsync(simulator.Address, cancellationToken), cancellationToken);
        using var visitor = await DashboardVisitor.SignInAsync(node.Url, link, cancellationToken);
        while (await RotatedAsync(database, cancellationToken) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
        }

        return await MeasureAsync(visitor, database, cancellationToken);
    }

    /// <summary>Sessions whose tokens live for half a minute: the sweep is never done with them.</summary>
    private static async Task<string> ShortLivedAsync(Uri simulator, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = simulator, Timeout = TimeSpan.FromMinutes(5) };
        (await http.PutAsJsonAsync("/_control/switches", new { access_token_lifetime = "00:00:30" }, cancellationToken)).EnsureSuccessStatusCode();
        using var seeded = await http.PostAsJsonAsync("/_control/seed", new { count = Rotating }, cancellationToken);
        return await seeded.Content.ReadAsStringAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(DashboardVisitor visitor, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var random = new Random(17);
        var (overviews, lists, reads) = (new List<double>(), new List<double>(), new List<double>());
        var before = await RotatedAsync(database, cancellationToken);
        var started = TimeProvider.System.GetTimestamp();
        for (var call = 0; call < WarmUp + Calls; call++)
        {
            var query = Query(random);
            var overview = await Latency.TimeAsync(() => visitor.ReadAsync("/admin", cancellationToken));
            var list = await Latency.TimeAsync(() => visitor.ReadAsync("/admin/connections" + query, cancellationToken));
            var read = await Latency.TimeAsync(() => FiftyRows.ReadAsync(database, Guid.Empty, cancellationToken));
            if (call >= WarmUp)
            {
                overviews.Add(overview);
                lists.Add(list);
                reads.Add(read);
            }
        }

        var rate = (await RotatedAsync(database, cancellationToken) - before) / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await Console.Out.WriteLineAsync($"  rotated meanwhile: {Figure.PerSecond(rate)}");
        return rate > 1 ? [Row("overview", overviews, reads), Row("list", lists, reads)] : throw new InvalidOperationException("No sweep ran.");
    }

    /// <summary>What administrators look for: the beginning of the list, a state, a health, a word, one person.</summary>
    private static string Query(Random random) => random.Next(7) switch
    {
        0 => "",
        1 => "?sort=oldest",
        2 => "?state=needs_reauthorization",
        3 => "?health=at_risk",
        4 => "?q=user-" + random.Next(1, Fleet).ToString(CultureInfo.InvariantCulture),
        5 => "?q=" + random.Next(1_000, 99_999).ToString(CultureInfo.InvariantCulture),
        _ => "?account_id=" + random.Next(400_000_001, 400_000_000 + (Fleet / 20)).ToString(CultureInfo.InvariantCulture),
    };

    private static Figure Row(string page, List<double> took, List<double> reads)
    {
        var (p99, limit) = (Latency.Percentile(took, 0.99), Latency.Percentile(reads, 0.99));
        return new Figure($"{page} at 1,000,000 connections, 99 %", Latency.Millis(p99), $"50 rows {Latency.Millis(limit)}", p99 / limit, "under 200 ms", p99 < Goal);
    }

    private static async Task<long> RotatedAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT coalesce(sum(generation), 0)::bigint FROM sessions WHERE generation > 1");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
