using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.WebhookDeliveries;

namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>The endpoints that are enabled, with what each asks for: what happens becomes a delivery for each that does.</summary>
internal sealed class Subscribers
{
    private readonly IReadOnlyList<(Guid Id, string[] Events)> _endpoints;

    private Subscribers(IReadOnlyList<(Guid Id, string[] Events)> endpoints) => _endpoints = endpoints;

    /// <summary>Whether there is nobody to tell.</summary>
    public bool AreNone => _endpoints.Count == 0;

    public static async Task<Subscribers> ReadAsync(ConnectDbContext context, CancellationToken cancellationToken)
    {
        var rows = await context.WebhookEndpoints.AsNoTracking().Where(endpoint => endpoint.DisabledAt == null).Select(endpoint => new { endpoint.Id, endpoint.Events }).ToListAsync(cancellationToken);
        return new Subscribers(rows.ConvertAll(row => (row.Id, row.Events)));
    }

    /// <summary>Adds a delivery for everybody who asks for this type of event.</summary>
    /// <param name="context">What the deliveries are saved with.</param>
    /// <param name="type">Of the event.</param>
    /// <param name="body">What is sent, to the letter.</param>
    /// <param name="now">When.</param>
    /// <param name="about">The connection and the number of its event; null for what is about none.</param>
    public void Queue(ConnectDbContext context, string type, string body, DateTimeOffset now, (Guid ConnectionId, long Sequence)? about = null) => context.WebhookDeliveries.AddRange(
        _endpoints.Where(endpoint => WebhookEventTypes.IsSent(type, endpoint.Events)).Select(endpoint => New(endpoint.Id, type, body, now, about)));

    /// <summary>A delivery that is to be sent at once.</summary>
    public static WebhookDelivery New(Guid endpointId, string type, string body, DateTimeOffset now, (Guid ConnectionId, long Sequence)? about = null) => new()
    {
        Id = Guid.CreateVersion7(now),
        EndpointId = endpointId,
        EventType = type,
        ConnectionId = about?.ConnectionId,
        Sequence = about?.Sequence,
        Payload = body,
        State = WebhookDeliveryState.Pending,
        NextAttemptAt = now,
        CreatedAt = now,
        QueuedAt = now,
    };
}
