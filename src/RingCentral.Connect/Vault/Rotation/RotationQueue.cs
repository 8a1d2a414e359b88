using Npgsql;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>What waits for its rotation.</summary>
internal sealed class RotationQueue(NpgsqlDataSource dataSource, SessionSchedule schedule, AuthBudget budget, TimeProvider time)
{
    /// <summary>Nobody needs to know of more than this.</summary>
    private const int CountedUpTo = 1000;

    private const string FirstDue =
        """
        SELECT min(due_at)
          FROM (VALUES (0), (1), (2), (3)) queue (class),
               LATERAL (SELECT due_at FROM sessions WHERE due_class = queue.class AND due_at IS NOT NULL ORDER BY due_at LIMIT 1) head
        """;

    private const string Waiting =
        """
        SELECT (SELECT count(*)::int FROM (SELECT 1 FROM sessions WHERE due_class = 0 AND due_at <= @now LIMIT @most) q),
               (SELECT count(*)::int FROM (SELECT 1 FROM sessions WHERE due_class = 1 AND due_at <= @now LIMIT @most) q),
               (SELECT count(*)::int FROM (SELECT 1 FROM sessions WHERE due_class = 2 AND due_at <= @now LIMIT @most) q),
               (SELECT count(*)::int FROM (SELECT 1 FROM sessions WHERE due_class = 3 AND due_at <= @now LIMIT @most) q),
               (SELECT count(*)::int FROM (
                  SELECT refresh_expires_at, issued_at FROM sessions WHERE due_class IN (2, 3) AND due_at <= @now ORDER BY due_at LIMIT @most) q
                WHERE refresh_expires_at - @now < (refresh_expires_at - issued_at) / 7)
        """;

    private const string Want =
        """
        UPDATE sessions SET due_class = 1, due_at = @now
         WHERE connection_id = @connection_id AND generation = @generation AND due_class > 1 AND due_at IS NOT NULL
           AND rotation_id IS NULL AND failures = 0 AND hold_until + @grace <= @now
        """;

    /// <summary>When the next session is due; null when none is.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(FirstDue);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime due ? new DateTimeOffset(due) : null;
    }

    /// <summary>What is due now and waits for budget, each counted up to a thousand; nothing where the budget is unlimited.</summary>
    public async Task<AskDemand> DemandAsync(CancellationToken cancellationToken)
    {
        if (budget.Size is null)
        {
            return AskDemand.None;
        }

        await using var command = dataSource.CreateCommand(Waiting);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("most", CountedUpTo);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var dying = row.GetInt32(4);
        return new AskDemand(Urgent: row.GetInt32(0) + dying, Callers: row.GetInt32(1), Others: Math.Max(0, row.GetInt32(2) + row.GetInt32(3) - dying));
    }

    /// <summary>A caller waits for this session, and there is no budget: its place in the queue moves up.</summary>
    public async Task WantAsync(Guid connectionId, long generation, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Want);
        command.Parameters.AddWithValue("connection_id", connectionId);
        command.Parameters.AddWithValue("generation", generation);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("grace", schedule.Grace);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
