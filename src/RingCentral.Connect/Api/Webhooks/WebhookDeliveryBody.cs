using System.Text.Json;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Payloads;

namespace RingCentral.Connect.Api.Webhooks;

/// <summary>One event on its way to one endpoint, and what has come of it.</summary>
internal sealed class WebhookDeliveryBody
{
    /// <summary>What the endpoint gets as <c>webhook-id</c>, the same with every attempt.</summary>
    public required string Id { get; init; }

    public required Guid EndpointId { get; init; }

    /// <summary>What it tells of.</summary>
    public required string EventType { get; init; }

    /// <summary>Null for a test.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>The event's number among those of its connection; null for a test.</summary>
    public long? Sequence { get; init; }

    /// <summary>Where it stands: <c>failed</c>: nothing more is sent unless it is redelivered.</summary>
    public required string Status { get; init; }

    /// <summary>How often it has been sent since it was last queued.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is sent again.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The HTTP status that came last; null where none came.</summary>
    public int? LastResponseCode { get; init; }

    /// <summary>
    /// What went wrong last: <c>timeout</c>, <c>name_resolution_failed</c>, <c>connection_failed</c>, <c>connection_broken</c>, <c>tls_failed</c>,
    /// <c>address_not_allowed</c>, <c>redirect_not_followed</c>, <c>refused</c> (another status than 2xx), <c>endpoint_disabled</c>, <c>secret_unavailable</c>.
    /// </summary>
    public string? LastError { get; init; }

    /// <summary>How long the endpoint took, in milliseconds.</summary>
    public int? LastDurationMs { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The body that is sent.</summary>
    public required JsonElement Payload { get; init; }

    public static WebhookDeliveryBody Of(WebhookDelivery delivery, StoredLinks links) => new()
    {
        Id = MessageIds.Write(delivery.Id),
        EndpointId = delivery.EndpointId,
        EventType = delivery.EventType,
        ConnectionId = delivery.ConnectionId,
        Sequence = delivery.Sequence,
        Status = SnakeCase.Write(delivery.State),
        Attempts = delivery.Attempts,
        NextAttemptAt = delivery.NextAttemptAt,
        LastAttemptAt = delivery.LastAttemptAt,
        LastResponseCode = delivery.LastResponseCode,
        LastError = delivery.LastError,
        LastDurationMs = delivery.LastDurationMs,
        CreatedAt = delivery.CreatedAt,
        DeliveredAt = delivery.DeliveredAt,
        Payload = JsonElement.Parse(links.Complete(delivery.Payload)),
    };
}

/// <summary>A page of deliveries.</summary>
internal sealed record WebhookDeliveryListBody(IReadOnlyList<WebhookDeliveryBody> Data, string? NextCursor);
