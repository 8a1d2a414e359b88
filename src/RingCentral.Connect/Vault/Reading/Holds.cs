using Npgsql;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Changes a hold, fenced by session and generation. A token that somebody was promised is never taken back, but by <c>force</c>.</summary>
internal sealed class Holds(NpgsqlDataSource dataSource, SessionSchedule schedule, TimeProvider time)
{
    /// <summary>A token is promised up to this long before its own end: RingCentral's clock and the way there take something.</summary>
    private static readonly TimeSpan ShortestMargin = TimeSpan.FromSeconds(5);

    /// <summary>Never while a refresh is under way, and never past the session's other ends.</summary>
    private const string Extend =
        """
        UPDATE sessions
           SET hold_until = greatest(hold_until, @until), due_at = CASE WHEN due_at < @until + @grace THEN @until + @grace ELSE due_at END
         WHERE connection_id = @connection_id AND key = @key AND generation = @generation AND first_asked_at IS NULL AND rotation_id IS NULL
           AND hold_until > @now
        RETURNING hold_until
        """;

    private const string Break =
        """
        UPDATE sessions SET hold_until = least(hold_until, @now - @grace), due_class = 1, due_at = @now
         WHERE connection_id = @connection_id AND key = @key AND generation = @generation AND due_at IS NOT NULL
           AND first_asked_at IS NULL AND rotation_id IS NULL
        """;

    /// <summary>The latest moment until which a token of this session may be promised.</summary>
    public static DateTimeOffset LatestEnd(Session session)
    {
        var end = session.AccessExpiresAt;
        if (session.SessionExpiresAt < end)
        {
            end = session.SessionExpiresAt.Value;
        }

        if (session.IdleTimeoutSeconds is { } idle && session.IssuedAt.AddSeconds(idle) < end)
        {
            end = session.IssuedAt.AddSeconds(idle);
        }

        return end - ShortestMargin;
    }

    /// <summary>Extends a hold that is in force.</summary>
    /// <returns>Its new end; null where it is not in force any more.</returns>
    public async Task<DateTimeOffset?> ExtendAsync(Session session, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = Command(Extend, session);
        command.Parameters.AddWithValue("until", until);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime hold ? new DateTimeOffset(hold) : null;
    }

    /// <summary>Ends a hold now, so that the session can be rotated.</summary>
    public async Task BreakAsync(Session session, CancellationToken cancellationToken)
    {
        await using var command = Command(Break, session);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, Session session)
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
