using Npgsql;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>A lock in PostgreSQL that one process of the whole installation holds at a time, and that dies with its connection.</summary>
internal sealed class AdvisoryLock : IAsyncDisposable
{
    /// <summary>Held while migrations run.</summary>
    public const long Migrations = 0x5243_0001;

    /// <summary>Held while the key ring is changed.</summary>
    public const long KeyRing = 0x5243_0002;

    private readonly NpgsqlConnection _connection;

    private AdvisoryLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the lock and takes it.</summary>
    public static async Task<AdvisoryLock> TakeAsync(DirectDatabase database, long key, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = key } } };
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new AdvisoryLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
