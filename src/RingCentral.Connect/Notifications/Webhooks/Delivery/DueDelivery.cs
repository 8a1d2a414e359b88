namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>A delivery that this node is to send now, with the endpoint as it is now. A class, since a record would print what is sent.</summary>
internal sealed class DueDelivery
{
    public required Guid Id { get; init; }

    public required Guid EndpointId { get; init; }

    /// <summary>Names this attempt.</summary>
    public required Guid LeaseId { get; init; }

    /// <summary>As it is stored.</summary>
    public required string Payload { get; init; }

    /// <summary>This one included.</summary>
    public required int Attempts { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required Uri Url { get; init; }

    /// <summary>Under encryption: the present secret, and the one before where it is still live.</summary>
    public required IReadOnlyList<byte[]> Secrets { get; init; }

    /// <summary>Whether the last attempt at this endpoint failed.</summary>
    public required bool IsFailing { get; init; }
}
