using Npgsql;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.TestKit.Postgres;

/// <summary>A primary and a standby for which no commit waits, and the fail-over from the one to the other.</summary>
public sealed class PostgresPair : IAsyncDisposable
{
    private const string Name = "connect";

    private readonly PostgresCluster _primary;
    private readonly PostgresCluster _standby;

    private PostgresPair(PostgresCluster primary, PostgresCluster standby) => (_primary, _standby) = (primary, standby);

    /// <summary>Names both; whichever is the primary is meant.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_primary.ConnectionString(Name, Name))
    {
        Host = $"127.0.0.1:{_primary.Port},127.0.0.1:{_standby.Port}",
        HostRecheckSeconds = 1,
    }.ConnectionString;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <param name="folder">Where both lie; deleted with them.</param>
    public static async Task<PostgresPair> StartAsync(string folder)
    {
        var primary = await PostgresCluster.StartAsync(new PostgresClusterOptions { Folder = Path.Combine(folder, "primary"), Throwaway = true }, Cancelled);
        await primary.EnsureDatabaseAsync(Name, Cancelled);
        var standby = await primary.StartStandbyAsync(new PostgresClusterOptions { Folder = Path.Combine(folder, "standby"), Throwaway = true }, Cancelled);
        return new PostgresPair(primary, standby);
    }

    /// <summary>From here on the standby receives nothing more; what was committed before has arrived.</summary>
    public async Task CutAsync()
    {
        var position = await ReadAsync<string>(_primary, "SELECT pg_current_wal_lsn()::text");
        await Eventually.TrueAsync(async () => await ReadAsync<bool>(_standby, $"SELECT pg_last_wal_replay_lsn() >= '{position}'"));
        await ReadAsync<object>(_standby, "ALTER SYSTEM SET primary_conninfo = ''");
        await ReadAsync<object>(_standby, "SELECT pg_reload_conf()");
        await Eventually.TrueAsync(async () => await ReadAsync<long>(_standby, "SELECT count(*) FROM pg_stat_wal_receiver") == 0);
    }

    /// <summary>The primary crashes for good, and the standby takes its place.</summary>
    public async Task FailOverAsync()
    {
        await _primary.CrashAsync(Cancelled);
        await _standby.PromoteAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    private static async Task<T?> ReadAsync<T>(PostgresCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled) is T value ? value : default;
    }
}
