using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Claims sessions for rotation (DESIGN 5, point 1). One statement finds, claims and returns: no transaction and no lock is held while
/// RingCentral is asked, and a claim that nobody settles is due again at its deadline.
/// </summary>
internal sealed class RotationClaims(NpgsqlDataSource dataSource, SessionSchedule schedule, TimeProvider time)
{
    /// <summary>How long a claim keeps others from asking.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private const string Claim =
        """
        UPDATE sessions s
           SET rotation_id = @rotation_id, claim_deadline = @deadline, due_at = @deadline, first_asked_at = coalesce(s.first_asked_at, @now)
        """;

    private const string Claimed =
        """
        RETURNING s.connection_id, s.key, s.generation, s.ciphertext, s.endpoint_id, s.first_asked_at, s.issued_at, s.access_expires_at,
                  s.refresh_expires_at, s.session_expires_at, s.idle_timeout_seconds, s.failures, s.last_failure,
                  greatest(s.last_used_at, s.authorized_at), c.server_url, c.state, c.keep_alive, s.rotation_id
        """;

    /// <summary>Interrupted rotations go first: their refresh token may have minutes to live.</summary>
    private const string ClaimDue =
        $"""
        WITH due AS (
          SELECT connection_id FROM sessions
           WHERE due_at <= @now AND ciphertext IS NOT NULL
           ORDER BY first_asked_at IS NULL, due_at
           LIMIT @limit
             FOR UPDATE SKIP LOCKED)
        {Claim}
          FROM due, connections c
         WHERE s.connection_id = due.connection_id AND c.id = s.connection_id
        {Claimed}
        """;

    /// <summary>Nothing rotates before a grace after the hold, nor before a failed session's next attempt.</summary>
    private const string ClaimOne =
        $"""
        {Claim}
          FROM connections c
         WHERE s.connection_id = @connection_id AND s.generation = @generation AND c.id = s.connection_id
           AND s.ciphertext IS NOT NULL AND s.due_at IS NOT NULL
           AND (s.rotation_id IS NULL OR s.claim_deadline <= @now)
           AND (s.failures = 0 OR s.due_at <= @now)
           AND (s.first_asked_at IS NOT NULL OR s.hold_until + @grace <= @now)
        {Claimed}
        """;

    /// <summary>Claims what is due, most urgent first.</summary>
    /// <param name="limit">How many can be asked at once.</param>
    /// <param name="cancellationToken">Gives up before anything is claimed.</param>
    public async Task<IReadOnlyList<RotationClaim>> ClaimDueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = Command(ClaimDue, now);
        command.Parameters.AddWithValue("limit", limit);
        return await ReadAsync(command, now, cancellationToken);
    }

    /// <summary>Claims one session on demand; null when it may not be rotated now, or another node has it.</summary>
    public async Task<RotationClaim?> ClaimOneAsync(Guid connectionId, long generation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = Command(ClaimOne, now);
        command.Parameters.AddWithValue("connection_id", connectionId);
        command.Parameters.AddWithValue("generation", generation);
        command.Parameters.AddWithValue("grace", schedule.Grace);
        return (await ReadAsync(command, now, cancellationToken)).SingleOrDefault();
    }

    /// <summary>When the next session is due; null when none is.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT min(due_at) FROM sessions WHERE due_at IS NOT NULL");
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime due ? new DateTimeOffset(due) : null;
    }

    private NpgsqlCommand Command(string sql, DateTimeOffset now)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("deadline", now + Deadline);
        command.Parameters.Add(new NpgsqlParameter<Guid>("rotation_id", NpgsqlDbType.Uuid) { TypedValue = Guid.CreateVersion7(now) });
        return command;
    }

    private static async Task<IReadOnlyList<RotationClaim>> ReadAsync(NpgsqlCommand command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var claims = new List<RotationClaim>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claims.Add(Read(reader, now));
        }

        return claims;
    }

    private static RotationClaim Read(NpgsqlDataReader row, DateTimeOffset now) => new()
    {
        ConnectionId = row.GetGuid(0),
        SessionKey = row.GetGuid(1),
        Generation = row.GetInt64(2),
        Ciphertext = row.GetFieldValue<byte[]>(3),
        EndpointId = row.IsDBNull(4) ? null : row.GetString(4),
        FirstAskedAt = row.GetFieldValue<DateTimeOffset>(5),
        ClaimedAt = now,
        Clocks = new SessionClocks
        {
            IssuedAt = row.GetFieldValue<DateTimeOffset>(6),
            AccessExpiresAt = row.GetFieldValue<DateTimeOffset>(7),
            RefreshExpiresAt = Instant(row, 8),
            SessionExpiresAt = Instant(row, 9),
            IdleTimeout = row.IsDBNull(10) ? null : TimeSpan.FromSeconds(row.GetInt32(10)),
        },
        Failures = row.GetInt32(11),
        LastFailure = row.IsDBNull(12) ? null : row.GetString(12),
        LastUse = Instant(row, 13),
        ServerUrl = row.GetString(14),
        State = SnakeCase.Read<ConnectionState>(row.GetString(15)),
        KeepAlive = SnakeCase.Read<KeepAlivePreference>(row.GetString(16)),
        RotationId = row.GetGuid(17),
    };

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
