using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Notifications.Outbox;
using RingCentral.Connect.Notifications.Webhooks.Payloads;

namespace RingCentral.Connect.Notifications.Webhooks;

/// <summary>Makes of each event a delivery for every endpoint that asks for it.</summary>
internal sealed class WebhookFanOut(WebhookPayloads payloads, TimeProvider time) : IOutboxConsumer
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

        var endpoints = await context.WebhookEndpoints.AsNoTracking().Where(endpoint => endpoint.DisabledAt == null).Select(endpoint => new { endpoint.Id, endpoint.Events }).ToListAsync(cancellationToken);
        if (endpoints.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        var bodies = await payloads.WriteAsync(context, told, cancellationToken);
        foreach (var (entry, body) in told.Zip(bodies))
        {
            foreach (var endpoint in endpoints.Where(endpoint => WebhookEventTypes.IsSent(entry.Type, endpoint.Events)))
            {
                context.WebhookDeliveries.Add(Delivery(endpoint.Id, entry, body, now));
            }
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

    private static WebhookDelivery Delivery(Guid endpointId, ConnectionEvent entry, string body, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        EndpointId = endpointId,
        EventType = entry.Type,
        ConnectionId = entry.ConnectionId,
        Sequence = entry.Sequence,
        Payload = body,
        State = WebhookDeliveryState.Pending,
        NextAttemptAt = now,
        CreatedAt = now,
        QueuedAt = now,
    };
}
