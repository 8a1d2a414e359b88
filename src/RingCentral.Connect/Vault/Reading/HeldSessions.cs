using Npgsql;
using RingCentral.Connect.Vault.Failover;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Reads what handing out a token takes: one prepared statement, one row of a unique index each.</summary>
internal sealed class HeldSessions(NpgsqlDataSource dataSource, LostPairs lost)
{
    /// <summary>Who waits longer than this for one row is better told that the database does not answer.</summary>
    private const int LongestSeconds = 5;

    private const string Read =
        """
        SELECT c.id, c.external_id, c.state = 'active' AND NOT c.paused AND s.ciphertext IS NOT NULL, c.owner_id, c.account_id, c.scope, c.server_url,
               s.key, s.generation, s.ciphertext, s.hold_until, s.first_asked_at, s.due_at,
               least(s.access_expires_at, s.session_expires_at, s.issued_at + s.idle_timeout_seconds * interval '1 second')
          FROM connections c LEFT JOIN sessions s ON s.connection_id = c.id
        """;

    private const string ById = $"{Read} WHERE c.id = $1";
    private const string ByExternalId = $"{Read} WHERE c.external_id = $1";

    /// <summary>The connection; null where there is none. A pair that the database has lost, and this node knows, is in its row again first: an older one may be dead.</summary>
    public async Task<FoundConnection?> FindAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(key, cancellationToken);
        return found?.Session is { } session && await lost.WriteBackAsync(session.ConnectionId, session.Key, session.Generation, cancellationToken)
            ? await ReadAsync(key, cancellationToken)
            : found;
    }

    private async Task<FoundConnection?> ReadAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(key.Id is null ? ByExternalId : ById);
        command.CommandTimeout = LongestSeconds;
        command.Parameters.Add(key.Id is { } id ? new NpgsqlParameter<Guid> { TypedValue = id } : new NpgsqlParameter<string> { TypedValue = key.ExternalId });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Found(row) : null;
    }

    private static FoundConnection Found(NpgsqlDataReader row)
    {
        var (id, externalId) = (row.GetGuid(0), row.GetString(1));
        return new FoundConnection(id, externalId, row.GetBoolean(2) ? Session(row, id, externalId) : null);
    }

    private static HeldSession Session(NpgsqlDataReader row, Guid id, string externalId) => new()
    {
        ConnectionId = id,
        ExternalId = externalId,
        OwnerId = row.GetString(3),
        AccountId = row.IsDBNull(4) ? null : row.GetString(4),
        Scope = row.GetString(5),
        ServerUrl = row.GetString(6),
        Key = row.GetGuid(7),
        Generation = row.GetInt64(8),
        Ciphertext = row.GetFieldValue<byte[]>(9),
        HoldUntil = row.GetFieldValue<DateTimeOffset>(10),
        FirstAskedAt = row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11),
        DueAt = row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12),
        EndsAt = row.GetFieldValue<DateTimeOffset>(13),
    };
}
