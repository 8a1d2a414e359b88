using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using RingCentral.Connect.Benchmarks.Installations;
using RingCentral.Connect.Benchmarks.Seeding;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>What 1,000,000 connections cost more than 10,000: finding and claiming due work, and the memory of a service at rest.</summary>
internal sealed class FleetBenchmark : IBenchmark
{
    private const int Small = 10_000;
    private const int Large = 1_000_000;
    private const int Rounds = 9;
    private const int ClaimsInRound = 100;
    private const int Batch = 32;
    private const double Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>As many as a round claims; what was claimed before is due again in half a minute, so that is put out of the way.</summary>
    private const string MakeDue =
        """
        WITH done AS (UPDATE sessions SET due_class = 3, due_at = clock_timestamp() + interval '9 days', rotation_id = NULL, first_asked_at = NULL WHERE rotation_id IS NOT NULL)
        UPDATE sessions SET due_at = clock_timestamp() - random() * interval '1 hour'
         WHERE connection_id IN (SELECT connection_id FROM sessions WHERE due_at > clock_timestamp() + interval '1 hour' ORDER BY due_class, due_at LIMIT @count)
        """;

    public string Name => "fleet";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        // As whoever has a million connections would set it: the distribution's 128 MB would measure the cache.
        await using var installation = await Installation.StartAsync(cancellationToken, "shared_buffers = '1GB'");
        var small = await SeedAsync(installation, "small", Small, cancellationToken);
        var large = await SeedAsync(installation, "large", Large, cancellationToken);
        return [await MeasureMemoryAsync(small, large, cancellationToken), await MeasureClaimsAsync(small, large, cancellationToken)];
    }

    private static async Task<string> SeedAsync(Installation installation, string name, int count, CancellationToken cancellationToken)
    {
        var connectionString = await installation.CreateDatabaseAsync(name, cancellationToken);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await FleetSeed.FillAsync(database, count, cancellationToken);
        return connectionString;
    }

    private static async Task<Figure> MeasureClaimsAsync(string small, string large, CancellationToken cancellationToken)
    {
        await using var few = NpgsqlDataSource.Create(small);
        await using var many = NpgsqlDataSource.Create(large);

        // The first round of each side only warms up.
        var (costs, limits) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (limit, cost) = (await CostAsync(few, cancellationToken), await CostAsync(many, cancellationToken));
            if (round > 0)
            {
                costs.Add(cost);
                limits.Add(limit);
            }
        }

        var ratio = Medians.Of(costs.Zip(limits, (cost, limit) => cost / limit));
        return new Figure("claim, of 1,000,000 connections", Micros(Medians.Of(costs)), $"of 10,000 {Micros(Medians.Of(limits))}", ratio, "at most 1.3", ratio <= 1.3);
    }

    /// <summary>Microseconds per claimed connection.</summary>
    private static async Task<double> CostAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using (var due = database.CreateCommand(MakeDue))
        {
            due.Parameters.AddWithValue("count", ClaimsInRound * Batch);
            await due.ExecuteNonQueryAsync(cancellationToken);
        }

        var claims = new RotationClaims(database, new SessionSchedule(Options.Create(new ScheduleOptions()), new IdlePace()), TimeProvider.System);
        var claimed = 0;
        var started = Stopwatch.GetTimestamp();
        for (var claim = 0; claim < ClaimsInRound; claim++)
        {
            claimed += (await claims.ClaimDueAsync(Batch, cancellationToken)).Count;
        }

        return claimed == ClaimsInRound * Batch
            ? Stopwatch.GetElapsedTime(started).TotalMicroseconds / claimed
            : throw new InvalidOperationException($"{claimed} were claimed instead of {ClaimsInRound * Batch}.");
    }

    private static async Task<Figure> MeasureMemoryAsync(string small, string large, CancellationToken cancellationToken)
    {
        var (limit, resident) = (await ResidentAsync(small, cancellationToken), await ResidentAsync(large, cancellationToken));
        var ratio = resident / limit;
        return new Figure("memory at 1,000,000 connections", Mib(resident), $"at 10,000 {Mib(limit)}", ratio, "flat: at most 1.1", ratio <= 1.1);
    }

    private static async Task<double> ResidentAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var node = await Installation.ServeAsync(connectionString, new Uri("http://127.0.0.1:9"), cancellationToken);
        await Task.Delay(Rest, cancellationToken);
        return node.ResidentBytes / Mebibyte;
    }

    private static string Micros(double value) => value.ToString("0", CultureInfo.InvariantCulture) + " µs";

    private static string Mib(double value) => value.ToString("0", CultureInfo.InvariantCulture) + " MiB";
}
