using Npgsql;
using Xunit;

namespace RingCentral.Connect.TestKit.Postgres;

/// <summary>A database of one test's own; it is dropped with everybody who is still connected.</summary>
public sealed class TestDatabase(PostgresFixture fixture, string name, string connectionString) : IAsyncDisposable
{
    public string Name { get; } = name;

    /// <summary>For the owner of the database, who is not a superuser.</summary>
    public string ConnectionString { get; } = connectionString;

    public async Task<T?> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }

    /// <summary>Changes rows past the service's rules.</summary>
    public Task ExecuteAsync(string sql) => ReadAsync<object>(sql, TestContext.Current.CancellationToken);

    /// <summary>Whether a transaction waits for the end of another.</summary>
    public Task<bool> HasWaitingAsync() => ReadAsync<bool>(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')", TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() =>
        await fixture.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", CancellationToken.None);
}
