using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>
/// Remembers when tokens were handed out, and writes it down in batches: never a write per read. A use makes an idle connection warm, so
/// its next rotation moves up to the end of its hold.
/// </summary>
internal sealed class LastUses(NpgsqlDataSource dataSource, SessionSchedule schedule) : INotedUses
{
    private const string Write =
        """
        UPDATE sessions s
           SET last_used_at = greatest(s.last_used_at, used.at),
               due_class = CASE WHEN s.due_class = @idle AND c.keep_alive = ANY(@adaptive) AND s.due_at IS NOT NULL AND s.failures = 0 THEN @warm ELSE s.due_class END,
               due_at = CASE WHEN s.due_class = @idle AND c.keep_alive = ANY(@adaptive) AND s.due_at IS NOT NULL AND s.failures = 0
                             THEN least(s.due_at, s.hold_until + @grace) ELSE s.due_at END
          FROM unnest(@ids, @ats) AS used(id, at), connections c
         WHERE s.connection_id = used.id AND c.id = used.id
        """;

    private ConcurrentDictionary<Guid, DateTimeOffset> _uses = new();

    /// <summary>Notes a use, to the second.</summary>
    public void Record(Guid connectionId, DateTimeOffset at)
    {
        var uses = _uses;
        if (!uses.TryGetValue(connectionId, out var noted) || at - noted >= INotedUses.Exactness)
        {
            uses[connectionId] = at;
        }
    }

    /// <summary>Writes down what was noted since the last time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_uses.IsEmpty)
        {
            return;
        }

        var uses = Interlocked.Exchange(ref _uses, new()).OrderBy(use => use.Key).ToArray();
        await using var command = dataSource.CreateCommand(Write);
        command.Parameters.AddWithValue("ids", uses.Select(use => use.Key).ToArray());
        command.Parameters.Add(new NpgsqlParameter("ats", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz) { Value = uses.Select(use => use.Value).ToArray() });
        command.Parameters.AddWithValue("grace", schedule.Grace);
        command.Parameters.AddWithValue("warm", (int)DueClass.Warm);
        command.Parameters.AddWithValue("idle", (int)DueClass.Idle);
        command.Parameters.AddWithValue("adaptive", schedule.AdaptivePreferences);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
