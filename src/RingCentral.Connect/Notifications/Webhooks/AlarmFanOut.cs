using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Payloads;

namespace RingCentral.Connect.Notifications.Webhooks;

/// <summary>Makes of the beginning and of the end of each alarm a delivery for every endpoint that asks for it, once, whichever node sees it.</summary>
internal sealed class AlarmFanOut(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    private const int Batch = 100;

    private static readonly string Untold =
        $"""
        SELECT * FROM alarms WHERE opening_told_at IS NULL OR (closed_at IS NOT NULL AND closing_told_at IS NULL)
         ORDER BY updated_at LIMIT {Batch} FOR UPDATE SKIP LOCKED
        """;

    /// <summary>Takes up what has not been told.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var alarms = await context.Alarms.FromSqlRaw(Untold).ToListAsync(cancellationToken);
        if (alarms.Count == 0)
        {
            return;
        }

        var subscribers = await Subscribers.ReadAsync(context, cancellationToken);
        foreach (var alarm in alarms)
        {
            Tell(context, alarm, subscribers);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Tell(ConnectDbContext context, Alarm alarm, Subscribers subscribers)
    {
        var now = time.GetUtcNow();
        if (alarm.OpeningToldAt is null)
        {
            alarm.OpeningToldAt = now;
            subscribers.Queue(context, WebhookEventTypes.AlarmOpened, WebhookPayloads.Of(alarm, isOver: false), now);
        }

        if (alarm.ClosedAt is not null)
        {
            alarm.ClosingToldAt = now;
            subscribers.Queue(context, WebhookEventTypes.AlarmClosed, WebhookPayloads.Of(alarm, isOver: true), now);
        }
    }
}
