using Npgsql;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Revocations;

/// <summary>
/// Sessions to be ended at RingCentral (DESIGN 4): each keeps its own ciphertext until RingCentral has answered, or nothing of it works any more.
/// </summary>
internal sealed class RevocationQueue(NpgsqlDataSource dataSource, TokenPairProtector protector, TimeProvider time)
{
    private const string Insert =
        """
        INSERT INTO revocations (id, connection_id, server_url, ciphertext, key_id, cause, next_attempt_at, expires_at, attempts, created_at)
        VALUES (@id, @connection_id, @server_url, @ciphertext, @key_id, @cause, @next_attempt_at, @expires_at, 0, @now)
        """;

    private const string TakeDue =
        """
        UPDATE revocations r SET next_attempt_at = @now + least(@first_wait * power(2, least(r.attempts, 10)), @longest_wait), attempts = r.attempts + 1
         WHERE r.id = (SELECT id FROM revocations WHERE next_attempt_at <= @now ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING r.id, r.connection_id, r.server_url, r.ciphertext, r.cause
        """;

    private const string WhoKeeps =
        """
        SELECT s.connection_id FROM connections c JOIN sessions s ON s.connection_id = c.id
         WHERE c.owner_id = @owner_id AND s.ringcentral_session_id = @session_id AND s.ciphertext IS NOT NULL LIMIT 1
        """;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Puts a session into the queue; not before the end of its hold.</summary>
    public async Task<Guid> AddAsync(UnkeptSession session, TokenPair pair, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await AddAsync(connection, session, pair, cancellationToken);
    }

    /// <summary>The same within the transaction of a change that gives the session up.</summary>
    public async Task<Guid> AddAsync(NpgsqlConnection connection, UnkeptSession session, TokenPair pair, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var sealedPair = protector.SealForRevocation(id, pair);
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("connection_id", (object?)session.ConnectionId ?? DBNull.Value);
        command.Parameters.AddWithValue("server_url", session.ServerUrl);
        command.Parameters.AddWithValue("ciphertext", sealedPair.Ciphertext);
        command.Parameters.AddWithValue("key_id", sealedPair.KeyId);
        command.Parameters.AddWithValue("cause", session.Cause);
        command.Parameters.AddWithValue("next_attempt_at", session.HoldUntil > now ? session.HoldUntil.Value : now);
        command.Parameters.AddWithValue("expires_at", session.EndsAt);
        command.Parameters.AddWithValue("now", now);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return id;
    }

    /// <summary>Whether anything is due.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT EXISTS (SELECT 1 FROM revocations WHERE next_attempt_at <= @now)");
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>
    /// Takes the next due revocation by moving its next attempt on: a node that dies with it loses nothing, and revoking twice does no harm.
    /// </summary>
    public async Task<DueRevocation?> TakeNextAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(TakeDue);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("first_wait", FirstWait);
        command.Parameters.AddWithValue("longest_wait", LongestWait);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new DueRevocation(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetString(2), row.GetFieldValue<byte[]>(3), row.GetString(4))
            : null;
    }

    /// <summary>The connection that keeps a session of RingCentral's, if one does.</summary>
    public async Task<Guid?> FindKeptAsync(string ownerId, string sessionId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(WhoKeeps);
        command.Parameters.AddWithValue("owner_id", ownerId);
        command.Parameters.AddWithValue("session_id", sessionId);
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <summary>The session is over.</summary>
    public async Task DoneAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("DELETE FROM revocations WHERE id = @id");
        command.Parameters.AddWithValue("id", id);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets what has ended without our help.</summary>
    public async Task ForgetExpiredAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("DELETE FROM revocations WHERE expires_at <= @now");
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A revocation that this node has taken on.</summary>
internal sealed record DueRevocation(Guid Id, Guid? ConnectionId, string ServerUrl, byte[] Ciphertext, string Cause);
