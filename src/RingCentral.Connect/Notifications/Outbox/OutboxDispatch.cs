using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;

namespace RingCentral.Connect.Notifications.Outbox;

/// <summary>
/// Takes events out of the outbox, each once: they are locked, handed to every consumer and marked in one transaction. Nodes pass over what another has locked, and an
/// event whose transaction commits late is found late, not missed.
/// </summary>
internal sealed class OutboxDispatch(IDbContextFactory<ConnectDbContext> contexts, IEnumerable<IOutboxConsumer> consumers, TimeProvider time)
{
    /// <summary>How many events are taken in one transaction.</summary>
    private const int Batch = 200;

    private static readonly string Claim =
        $"SELECT * FROM connection_events WHERE dispatched_at IS NULL ORDER BY id LIMIT {Batch} FOR UPDATE SKIP LOCKED";

    /// <summary>Takes one batch.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var events = await context.ConnectionEvents.FromSqlRaw(Claim).ToListAsync(cancellationToken);
        events.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        if (events.Count == 0)
        {
            return false;
        }

        var now = time.GetUtcNow();
        events.ForEach(entry => entry.DispatchedAt = now);
        foreach (var consumer in consumers)
        {
            await consumer.TakeAsync(context, events, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return events.Count == Batch;
    }
}
