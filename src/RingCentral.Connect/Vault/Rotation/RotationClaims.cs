using Npgsql;
using NpgsqlTypes;
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
           SET rotation_id = @rotation_id, claim_deadline = @deadline, due_class = 0, due_at = @deadline,
               first_asked_at = coalesce(s.first_asked_at, @now)
        """;

    /// <summary>
    /// Reads a handful from the head of each queue, and takes the most urgent of them: interrupted rotations first, since their refresh token may
    /// have minutes to live, and with them what was put off in its last seventh; then what else is in its last seventh; then the queues in their order. Within a queue the order of
    /// falling due is the order of dying, so the cost does not grow with the fleet, nor with what has piled up.
    /// </summary>
    private const string ClaimDue =
        $"""
        WITH urgent AS ({Head} s.due_class = 0 {Tail}),
             wanted AS ({Head} s.due_class = 1 {Tail}),
             warm AS ({Head} s.due_class = 2 {Tail}),
             idle AS ({Head} s.due_class = 3 {Tail}),
        due AS (
          SELECT connection_id
            FROM (TABLE urgent UNION ALL TABLE wanted UNION ALL TABLE warm UNION ALL TABLE idle) heads
           ORDER BY CASE WHEN due_class = 0 THEN 0 WHEN refresh_expires_at - @now < (refresh_expires_at - issued_at) / 7 THEN 1 ELSE due_class + 1 END,
                    coalesce(refresh_expires_at, due_at), due_at
           LIMIT @limit)
        {Claim}
          FROM due, connections c
         WHERE s.connection_id = due.connection_id AND c.id = s.connection_id
        {ClaimReader.Returning}
        """;

    private const string Head = "SELECT s.connection_id, s.due_class, s.due_at, s.issued_at, s.refresh_expires_at FROM sessions s WHERE";
    private const string Tail = "AND s.due_at <= @now AND s.ciphertext IS NOT NULL ORDER BY s.due_at LIMIT @limit FOR UPDATE SKIP LOCKED";

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
        {ClaimReader.Returning}
        """;

    /// <summary>Claims what is due, most urgent first.</summary>
    /// <param name="limit">How many can be asked at once.</param>
    /// <param name="cancellationToken">Gives up before anything is claimed.</param>
    public async Task<IReadOnlyList<RotationClaim>> ClaimDueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = Command(ClaimDue, now);
        command.Parameters.AddWithValue("limit", limit);
        return await ClaimReader.ReadAsync(command, now, cancellationToken);
    }

    /// <summary>Claims one session on demand; null when it may not be rotated now, or another node has it.</summary>
    public async Task<RotationClaim?> ClaimOneAsync(Guid connectionId, long generation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = Command(ClaimOne, now);
        command.Parameters.AddWithValue("connection_id", connectionId);
        command.Parameters.AddWithValue("generation", generation);
        command.Parameters.AddWithValue("grace", schedule.Grace);
        return (await ClaimReader.ReadAsync(command, now, cancellationToken)).SingleOrDefault();
    }

    private NpgsqlCommand Command(string sql, DateTimeOffset now)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("deadline", now + Deadline);
        command.Parameters.Add(new NpgsqlParameter<Guid>("rotation_id", NpgsqlDbType.Uuid) { TypedValue = Guid.CreateVersion7(now) });
        return command;
    }
}
