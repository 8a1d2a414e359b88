using Npgsql;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Changes a hold, fenced by session and generation. A token that somebody was promised is never taken back, but by <c>force</c>.</summary>
internal sealed class Holds(NpgsqlDataSource dataSource, SessionSchedule schedule, SessionCache cache, TimeProvider time)
{
    /// <summary>How long a token is promised that could not be rotated when its time had come.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    /// <summary>Never while a refresh is under way, and never past the session's other ends.</summary>
    private const string Extend =
        """
        UPDATE sessions
           SET hold_until = greatest(hold_until, @until), due_at = CASE WHEN due_at < @until + @grace THEN @until + @grace ELSE due_at END
         WHERE connection_id = @connection_id AND key = @key AND generation = @generation AND first_asked_at IS NULL AND rotation_id IS NULL
           AND hold_until > @now
        RETURNING hold_until
        """;

    private const string Renew =
        """
        UPDATE sessions SET hold_until = @until, due_at = greatest(due_at, @until + @grace)
         WHERE connection_id = @connection_id AND key = @key AND generation = @generation AND first_asked_at IS NULL AND rotation_id IS NULL
           AND due_at IS NOT NULL AND hold_until < @now AND @until > @now
        """;

    private const string Break =
        """
        UPDATE sessions SET hold_until = least(hold_until, @now - @grace), due_class = 1, due_at = @now
         WHERE connection_id = @connection_id AND key = @key AND generation = @generation AND due_at IS NOT NULL
           AND first_asked_at IS NULL AND rotation_id IS NULL
        """;

    private const string Reopen =
        """
        UPDATE sessions s SET hold_until = least(s.hold_until, @now - @grace), due_class = 1, due_at = @now, failures = 0
          FROM connections c
         WHERE s.connection_id = @connection_id AND c.id = s.connection_id AND c.state = 'needs_reauthorization' AND s.ciphertext IS NOT NULL
           AND s.due_at IS NULL AND s.rotation_id IS NULL AND (s.refresh_expires_at IS NULL OR s.refresh_expires_at > @now)
        """;

    /// <summary>The time that holds are measured by.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>When a session may be rotated, as its hold stands.</summary>
    public DateTimeOffset FreeAt(HeldSession session) => session.HoldUntil + schedule.Grace;

    /// <summary>Extends a hold that is in force.</summary>
    /// <returns>Its new end; null where it is not in force any more.</returns>
    public async Task<DateTimeOffset?> ExtendAsync(HeldSession session, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = Command(Extend, session);
        command.Parameters.AddWithValue("until", until);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime hold ? new DateTimeOffset(hold) : null;
    }

    /// <summary>
    /// Promises an old token for a little longer, where its time has come but it cannot be rotated now: nobody has asked with its refresh token, so it
    /// works until its own end.
    /// </summary>
    public async Task RenewAsync(HeldSession session, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Renewal;
        await using var command = Command(Renew, session);
        command.Parameters.AddWithValue("until", until < session.LatestHold ? until : session.LatestHold);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Ends a hold now, so that the session can be rotated. Every node is told by the database; this one does not wait for that.</summary>
    public async Task BreakAsync(HeldSession session, CancellationToken cancellationToken)
    {
        await using var command = Command(Break, session);
        await command.ExecuteNonQueryAsync(cancellationToken);
        cache.Drop(session.ConnectionId);
    }

    /// <summary>Has the pair of a flagged connection asked for once more: the flag may have been false, and a new pair takes it away.</summary>
    /// <returns>Whether there is a pair that could still work.</returns>
    public async Task<bool> ReopenAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Reopen);
        command.Parameters.AddWithValue("connection_id", connectionId);
        command.Parameters.AddWithValue("grace", schedule.Grace);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private NpgsqlCommand Command(string sql, HeldSession session)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("connection_id", session.ConnectionId);
        command.Parameters.AddWithValue("key", session.Key);
        command.Parameters.AddWithValue("generation", session.Generation);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("grace", schedule.Grace);
        return command;
    }
}
