using Npgsql;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Administration.Bulk;

/// <summary>
/// Does works item by item. An item is claimed for a while; a node that dies gives it back so, and it may be done a second time: a second rotation, mail or disconnect of the same
/// connection does no harm.
/// </summary>
internal sealed partial class BulkRunner(NpgsqlDataSource dataSource, ConnectionDeeds deeds, TimeProvider time, ILogger<BulkRunner> logger)
{
    /// <summary>How many items this node does at once: RingCentral's answers are waited for, and the auth budget is shared with keep-alive.</summary>
    private const int Places = 4;

    /// <summary>Longer than any deed takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>All works in turn, so that a long one does not hold up a short one.</summary>
    private const string Claim =
        """
        UPDATE bulk_items i SET claimed_until = @now + @lease
          FROM (SELECT work_id, position FROM bulk_items
                 WHERE result IS NULL AND (claimed_until IS NULL OR claimed_until <= @now)
                 ORDER BY position, work_id LIMIT @places FOR UPDATE SKIP LOCKED) due, bulk_works w
         WHERE i.work_id = due.work_id AND i.position = due.position AND w.id = i.work_id
        RETURNING i.work_id, i.position, i.connection_id, w.deed, w.stopped_at IS NOT NULL, w.actor_id, w.actor_name, w.actor_subject, w.address, w.reference
        """;

    private const string Settle =
        """
        WITH settled AS (
          UPDATE bulk_items SET result = @result, done_at = @now WHERE work_id = @work_id AND position = @position AND result IS NULL RETURNING 1)
        UPDATE bulk_works w
           SET done = w.done + (SELECT count(*) FROM settled)::int, updated_at = @now,
               finished_at = CASE WHEN w.done + (SELECT count(*) FROM settled) >= w.total THEN coalesce(w.finished_at, @now) END
         WHERE w.id = @work_id
        """;

    /// <summary>Does what can be done at once.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var claimed = await ClaimAsync(cancellationToken);
        await Task.WhenAll(claimed.Select(item => RunAsync(item, cancellationToken)));
        return claimed.Count > 0;
    }

    /// <summary>What it does is recorded under the name of whoever wanted it; that lasts until this method returns.</summary>
    private async Task RunAsync(ClaimedItem item, CancellationToken cancellationToken)
    {
        AuditAuthors.Begin(item.Author);
        try
        {
            var result = item.IsStopped
                ? DeedResult.Stopped
                : await deeds.RunAsync(SnakeCase.Read<ConnectionDeed>(item.Deed), item.ConnectionId, Actors.Admin(item.Author.Name ?? "administrator"), cancellationToken);
            await SettleAsync(item, result, CancellationToken.None);
        }
        catch (Exception exception) when (DurableWrite.IsOfTheDatabase(exception) || exception is OperationCanceledException)
        {
            // Taken up again when the claim ends.
            Log.PutOff(logger, exception, item.WorkId, item.ConnectionId);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, item.WorkId, item.ConnectionId);
            await SettleAsync(item, DeedResult.Failed, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<ClaimedItem>> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Claim);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("lease", Lease);
        command.Parameters.AddWithValue("places", Places);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var claimed = new List<ClaimedItem>();
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add(new ClaimedItem(reader.GetGuid(0), reader.GetInt32(1), reader.GetGuid(2), reader.GetString(3), reader.GetBoolean(4), new AuditAuthor(ActorKind.Admin)
            {
                Id = reader.IsDBNull(5) ? null : reader.GetGuid(5),
                Name = reader.IsDBNull(6) ? null : reader.GetString(6),
                Subject = reader.IsDBNull(7) ? null : reader.GetString(7),
                Address = reader.IsDBNull(8) ? null : reader.GetString(8),
                Reference = reader.IsDBNull(9) ? null : reader.GetString(9),
            }));
        }

        return claimed;
    }

    private async Task SettleAsync(ClaimedItem item, DeedResult result, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Settle);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("work_id", item.WorkId);
        command.Parameters.AddWithValue("position", item.Position);
        command.Parameters.AddWithValue("result", SnakeCase.Write(result));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record ClaimedItem(Guid WorkId, int Position, Guid ConnectionId, string Deed, bool IsStopped, AuditAuthor Author);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Work {WorkId} could not go on with connection {ConnectionId}; it is taken up again.")]
        public static partial void PutOff(ILogger logger, Exception exception, Guid workId, Guid connectionId);

        [LoggerMessage(2, LogLevel.Error, "Work {WorkId} failed with connection {ConnectionId}.")]
        public static partial void Failed(ILogger logger, Exception exception, Guid workId, Guid connectionId);
    }
}
