using System.Text.Json.Serialization;

namespace RingCentral.Connect.Notifications.Webhooks.Payloads;

/// <summary>The body of a webhook. Fields are added, never taken away; docs/webhooks.md shows them.</summary>
/// <param name="Type">One of <see cref="WebhookEventTypes"/>.</param>
/// <param name="Timestamp">When it happened, whenever it is sent.</param>
/// <param name="Data">What happened to which connection.</param>
internal sealed record WebhookPayload<TData>(string Type, DateTime Timestamp, TData Data);

/// <summary>What is told of a connection: never a token.</summary>
internal sealed record ConnectionData
{
    public required Guid ConnectionId { get; init; }

    /// <summary>Null once the connection is deleted: nothing of the person is kept.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Counts the events of this connection: the larger is the later.</summary>
    public required long Sequence { get; init; }

    /// <summary>What the event made of it; null for one that is deleted.</summary>
    public string? State { get; init; }

    public string? Reason { get; init; }

    public string? RingcentralCode { get; init; }

    /// <summary>Since when it is so.</summary>
    public required DateTime Since { get; init; }

    public OwnerData? Owner { get; init; }

    /// <summary>Where its user signs in again; null unless that helps.</summary>
    public Uri? ReconnectUrl { get; init; }

    /// <summary>When the account ends the session whatever is done; null where it does not.</summary>
    public DateTime? SessionExpiresAt { get; init; }
}

/// <summary>The RingCentral user who authorized.</summary>
internal sealed record OwnerData(string Id, string? AccountId, string? Name, string? Email, string? ExtensionNumber);

/// <summary>What a test tells.</summary>
internal sealed record TestData(Guid EndpointId);

/// <summary>What is told of an alarm.</summary>
internal sealed record AlarmData
{
    public required Guid AlarmId { get; init; }

    /// <summary>What is the matter, in a word: docs/keep-alive.md has them all.</summary>
    public required string Kind { get; init; }

    /// <summary>With what, where there can be several of a kind; else empty.</summary>
    public required string Subject { get; init; }

    /// <summary>In a sentence.</summary>
    public required string Detail { get; init; }

    public required DateTime OpenedAt { get; init; }

    /// <summary>Null in <c>alarm.opened</c>.</summary>
    public DateTime? ClosedAt { get; init; }
}

/// <summary>Snake case, and fields that are null are there.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(WebhookPayload<ConnectionData>))]
[JsonSerializable(typeof(WebhookPayload<TestData>))]
[JsonSerializable(typeof(WebhookPayload<AlarmData>))]
internal sealed partial class WebhookJson : JsonSerializerContext;
