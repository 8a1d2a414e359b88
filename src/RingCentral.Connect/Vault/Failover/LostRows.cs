using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Failover;

/// <summary>Compares what this node committed with what stands in the database.</summary>
internal sealed class LostRows(NpgsqlDataSource dataSource, SessionSchedule schedule, TimeProvider time)
{
    private const string Find =
        """
        SELECT s.connection_id
          FROM unnest(@ids, @keys, @generations) AS kept (connection_id, key, generation) JOIN sessions s ON s.connection_id = kept.connection_id
         WHERE s.key = kept.key AND s.generation < kept.generation AND s.ciphertext IS NOT NULL
        """;

    /// <summary>
    /// Where another node has asked again and got the same pair, its promise may be shorter than the one that was made first. A hold that was broken lies in the past, and
    /// one that was set after a failure belongs to that: neither is touched.
    /// </summary>
    private const string KeepPromises =
        """
        UPDATE sessions s
           SET hold_until = kept.hold_until, due_at = CASE WHEN s.due_at < kept.hold_until + @grace THEN kept.hold_until + @grace ELSE s.due_at END
          FROM unnest(@ids, @keys, @generations, @holds) AS kept (connection_id, key, generation, hold_until)
         WHERE s.connection_id = kept.connection_id AND s.key = kept.key AND s.generation = kept.generation
           AND s.hold_until < kept.hold_until AND s.hold_until > @now AND s.failures = 0 AND s.first_asked_at IS NULL AND s.rotation_id IS NULL
        """;

    /// <summary>Those of the pairs whose row has an older generation of the same session.</summary>
    public async Task<IReadOnlyList<NewPair>> FindAsync(IReadOnlyList<NewPair> pairs, CancellationToken cancellationToken)
    {
        await using var command = Command(Find, pairs);
        var lost = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            lost.Add(reader.GetGuid(0));
        }

        return [.. pairs.Where(pair => lost.Contains(pair.ConnectionId))];
    }

    /// <summary>Lengthens what rows with the same generation promise to what was promised of it when it was committed here.</summary>
    /// <returns>How many were lengthened.</returns>
    public async Task<int> KeepPromisesAsync(IReadOnlyList<NewPair> pairs, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        NewPair[] promised = [.. pairs.Where(pair => pair.HoldUntil > now)];
        await using var command = Command(KeepPromises, promised);
        command.Parameters.AddWithValue("holds", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, promised.Select(pair => pair.HoldUntil).ToArray());
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("grace", schedule.Grace);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, IReadOnlyList<NewPair> pairs)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("ids", pairs.Select(pair => pair.ConnectionId).ToArray());
        command.Parameters.AddWithValue("keys", pairs.Select(pair => pair.SessionKey).ToArray());
        command.Parameters.AddWithValue("generations", pairs.Select(pair => pair.Generation).ToArray());
        return command;
    }
}
