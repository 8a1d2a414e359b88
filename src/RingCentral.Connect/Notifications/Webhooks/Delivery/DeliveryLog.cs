using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Notifications.Webhooks.Payloads;

namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>What was sent to an endpoint, and sending it again.</summary>
internal sealed class DeliveryLog(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    /// <summary>A page, the latest first.</summary>
    /// <param name="endpointId">Whose.</param>
    /// <param name="before">The last of the page before; an empty id for the first page.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async Task<IReadOnlyList<WebhookDelivery>> ReadAsync(Guid endpointId, Guid before, int limit, CancellationToken cancellationToken)
    {
        var end = before == Guid.Empty ? Guid.AllBitsSet : before;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.WebhookDeliveries
            .FromSql($"SELECT * FROM webhook_deliveries WHERE endpoint_id = {endpointId} AND id < {end} ORDER BY id DESC LIMIT {limit}")
            .AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>Queues a delivery again, under the same id and at once, whatever has become of it.</summary>
    public async Task<QueueResult> RedeliverAsync(Guid endpointId, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await StandingAsync(context, endpointId, cancellationToken) is { } trouble)
        {
            return trouble;
        }

        var now = time.GetUtcNow();
        var queued = await context.WebhookDeliveries.FromSql(
            $"""
            UPDATE webhook_deliveries
               SET state = 'pending', attempts = 0, next_attempt_at = {now}, queued_at = {now}, delivered_at = NULL, lease_id = NULL
             WHERE id = {id} AND endpoint_id = {endpointId}
            RETURNING *
            """).AsNoTracking().ToListAsync(cancellationToken);
        return queued is [var delivery] ? new QueueResult.Queued(delivery) : new QueueResult.DeliveryNotFound();
    }

    /// <summary>Queues a test.</summary>
    public async Task<QueueResult> TestAsync(Guid endpointId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await StandingAsync(context, endpointId, cancellationToken) is { } trouble)
        {
            return trouble;
        }

        var now = time.GetUtcNow();
        var delivery = Subscribers.New(endpointId, WebhookEventTypes.Test, WebhookPayloads.Test(endpointId, now), now);
        context.Add(delivery);
        await context.SaveChangesAsync(cancellationToken);
        return new QueueResult.Queued(delivery);
    }

    /// <summary>Why nothing can be queued for an endpoint; null where it can.</summary>
    private static async Task<QueueResult?> StandingAsync(ConnectDbContext context, Guid endpointId, CancellationToken cancellationToken) =>
        await context.WebhookEndpoints.Where(endpoint => endpoint.Id == endpointId).Select(endpoint => (bool?)(endpoint.DisabledAt == null)).SingleOrDefaultAsync(cancellationToken) switch
        {
            null => new QueueResult.EndpointNotFound(),
            false => new QueueResult.EndpointDisabled(),
            _ => null,
        };
}

/// <summary>Whether something was queued for an endpoint.</summary>
internal abstract record QueueResult
{
    private QueueResult()
    {
    }

    public sealed record Queued(WebhookDelivery Delivery) : QueueResult;

    public sealed record EndpointNotFound : QueueResult;

    /// <summary>Nothing is sent to it until it is enabled.</summary>
    public sealed record EndpointDisabled : QueueResult;

    public sealed record DeliveryNotFound : QueueResult;
}
