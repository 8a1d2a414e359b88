using System.Globalization;
using Npgsql;
using RingCentral.Connect.TestKit.Postgres;

namespace RingCentral.Connect.FaultTests.Load;

/// <summary>What a run cost PostgreSQL.</summary>
internal sealed class DatabaseWatch(TestDatabase database)
{
    private const string Figures =
        """
        SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8, xact_commit::float8, pg_database_size(current_database())::float8,
               (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r')::float8
          FROM pg_stat_database WHERE datname = current_database()
        """;

    private double[] _before = [];

    public async Task BeginAsync() => _before = await ReadAsync();

    /// <summary>Write-ahead log and transactions since the beginning, and the size of the database now.</summary>
    public async Task<string> TellAsync(TimeSpan time)
    {
        var now = await ReadAsync();
        var wal = (now[0] - _before[0]) / (1 << 20);
        var commits = now[1] - _before[1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"PostgreSQL: {wal:0} MiB of write-ahead log ({wal / time.TotalSeconds:0.00} a second), {commits / time.TotalSeconds:0} commits a second; the database has {now[2] / (1 << 20):0} MiB, {now[3] / (1 << 20):0} of them tables of ours with their indexes");
    }

    private async Task<double[]> ReadAsync()
    {
        // Not from a pool: the server was restarted meanwhile.
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Figures, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return [row.GetDouble(0), row.GetDouble(1), row.GetDouble(2), row.GetDouble(3)];
    }
}
