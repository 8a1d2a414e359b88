using RingCentral.Connect.Vault.Events;

namespace RingCentral.Connect.Api.Events;

/// <summary>Something that happened to a connection.</summary>
internal sealed record EventBody
{
    public required long Id { get; init; }

    public required string Type { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>As it is now; null once the connection was deleted.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Counts the events of this connection, from 1.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who did it: <c>system</c>, <c>user</c>, <c>api:NAME</c> or <c>admin:NAME</c>.</summary>
    public required string Actor { get; init; }

    public string? Reason { get; init; }

    public string? RingcentralCode { get; init; }

    /// <summary>RingCentral's <c>rcrequestid</c>, for its support.</summary>
    public string? RequestId { get; init; }

    public static EventBody Of(LoggedEvent logged) => new()
    {
        Id = logged.Event.Id,
        Type = logged.Event.Type,
        ConnectionId = logged.Event.ConnectionId,
        ExternalId = logged.ExternalId,
        Sequence = logged.Event.Sequence,
        OccurredAt = logged.Event.OccurredAt,
        Actor = logged.Event.Actor,
        Reason = logged.Event.Reason,
        RingcentralCode = logged.Event.RingCentralCode,
        RequestId = logged.Event.RequestId,
    };
}

/// <summary>A page of events.</summary>
internal sealed record EventListBody(IReadOnlyList<EventBody> Data, string? NextCursor);
