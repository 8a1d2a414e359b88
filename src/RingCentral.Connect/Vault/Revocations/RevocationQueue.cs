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
}
