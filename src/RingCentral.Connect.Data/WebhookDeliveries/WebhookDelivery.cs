namespace RingCentral.Connect.Data.WebhookDeliveries;

/// <summary>One event on its way to one endpoint, and what has come of it.</summary>
public sealed class WebhookDelivery
{
    /// <summary>UUID version 7. The receiver sees it as <c>webhook-id</c>, the same for every attempt.</summary>
    public required Guid Id { get; init; }

    public required Guid EndpointId { get; init; }

    public required string EventType { get; init; }

    /// <summary>Null for a test. No foreign key: the delivery outlives the connection.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>The event's number among those of its connection.</summary>
    public long? Sequence { get; init; }

    /// <summary>What is sent, but for a link that brings a user back: that is made when it is sent, and kept nowhere.</summary>
    public required string Payload { get; set; }

    public required WebhookDeliveryState State { get; set; }

    /// <summary>Since it was last queued.</summary>
    public int Attempts { get; set; }

    /// <summary>While an attempt runs: when its node is taken for dead, and another one sends. Null once nothing more is to be sent.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Names the attempt that runs, so that one whose time is over does not settle another.</summary>
    public Guid? LeaseId { get; set; }

    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>The HTTP status that came last; null where none came.</summary>
    public int? LastResponseCode { get; set; }

    /// <summary>What went wrong last, in a word.</summary>
    public string? LastError { get; set; }

    public int? LastDurationMs { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was queued, or queued again: attempts go on for a day from here.</summary>
    public required DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}

/// <summary>Where a delivery stands.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is to be sent, for the first time or again.</summary>
    Pending,

    /// <summary>The endpoint answered 2xx.</summary>
    Delivered,

    /// <summary>Nothing more is sent unless somebody asks for it.</summary>
    Failed,
}
