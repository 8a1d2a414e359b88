using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Notifications.Outbox;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Payloads;

namespace RingCentral.Connect.Notifications.Webhooks;

/// <summary>Makes of each event a delivery for every endpoint that asks for it.</summary>
internal sealed class WebhookFanOut(TimeProvider time) : IOutboxConsumer
{
    public async Task TakeAsync(ConnectDbContext context, IReadOnlyList<ConnectionEvent> events, CancellationToken cancellationToken)
    {
        var deleted = events.Where(entry => entry.Type == EventTypes.Deleted).Select(entry => entry.ConnectionId).ToArray();
        if (deleted.Length > 0)
        {
            await EraseAsync(context, deleted, cancellationToken);
        }

        var told = events.Where(entry => WebhookEventTypes.IsSent(entry.Type, [])).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var subscribers = await Subscribers.ReadAsync(context, cancellationToken);
        if (subscribers.AreNone)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var (entry, body) in told.Zip(await WebhookPayloads.WriteAsync(context, told, cancellationToken)))
        {
            subscribers.Queue(context, entry.Type, body, now, (entry.ConnectionId, entry.Sequence));
        }
    }

    /// <summary>What was told of a person who is forgotten, and is still in the log or waits to be sent.</summary>
    private static Task<int> EraseAsync(ConnectDbContext context, Guid[] connections, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $$"""
        UPDATE webhook_deliveries
           SET payload = jsonb_set(payload::jsonb, '{data}', (payload::jsonb -> 'data') || '{"external_id": null, "owner": null, "reconnect_url": null}')::text
         WHERE connection_id = ANY({{connections}})
        """,
        cancellationToken);
}
