namespace RingCentral.Connect.Data.Events;

/// <summary>
/// Something that happened to a connection: append-only history, and the outbox of webhooks and mail, written in the
/// transaction of the change that it tells of.
/// </summary>
public sealed class ConnectionEvent
{
    public long Id { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>Counts the events of one connection, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who did it: <c>system</c>, <c>user</c>, <c>api:NAME</c> or <c>admin:NAME</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The <see cref="Connections.StateReason"/> in snake case, where there is one.</summary>
    public string? Reason { get; init; }

    public string? RingCentralCode { get; init; }

    /// <summary>RingCentral's <c>rcrequestid</c>, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// Where the event stands in the log that readers page through; null until the log has taken it in. Ids are given before a commit, and may
    /// become visible out of order; positions are given after it.
    /// </summary>
    public long? Position { get; set; }

    /// <summary>When the outbox was done with it; null until then.</summary>
    public DateTimeOffset? DispatchedAt { get; set; }
}

/// <summary>The types of events. Those that webhooks carry are named in the HTTP API's documentation.</summary>
public static class EventTypes
{
    public const string Connected = "connection.connected";
    public const string Reconnected = "connection.reconnected";
    public const string Imported = "connection.imported";
    public const string ReauthorizationRequired = "connection.reauthorization_required";
    public const string Blocked = "connection.blocked";
    public const string Recovered = "connection.recovered";
    public const string AtRisk = "connection.at_risk";
    public const string Expiring = "connection.expiring";
    public const string Disconnected = "connection.disconnected";
    public const string Changed = "connection.changed";

    /// <summary>An administrator lets another RingCentral user take the connection over; history alone.</summary>
    public const string OtherUserAllowed = "connection.other_user_allowed";

    /// <summary>That was taken back; history alone.</summary>
    public const string OtherUserRefused = "connection.other_user_refused";

    public const string Deleted = "connection.deleted";

    /// <summary>A mail to the connection's user was refused for good; history alone.</summary>
    public const string MailFailed = "connection.mail_failed";

    /// <summary>Of a row of failed rotations the first, and each whose failure is another than that of the one before; history alone.</summary>
    public const string RotationFailed = "connection.rotation_failed";

    /// <summary>The first rotation that succeeds after some that failed; history alone.</summary>
    public const string RotationResumed = "connection.rotation_resumed";

    /// <summary>A pair that the database had lost, by a fail-over for example, was written back from a node's memory; history alone.</summary>
    public const string PairRestored = "connection.pair_restored";
}
