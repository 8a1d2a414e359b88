namespace RingCentral.Connect.Data.Connections;

/// <summary>
/// One RingCentral user's authorization, held for one app user. It keeps its id for life, across reconnects.
/// What a rotation changes lives in <see cref="Sessions.Session"/>, so that rotating rewrites none of this table's indexes.
/// </summary>
public sealed class Connection
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The app's own identifier of its user, unique among connections.</summary>
    public required string ExternalId { get; set; }

    public required ConnectionKind Kind { get; init; }

    public required ConnectionState State { get; set; }

    /// <summary>Since when <see cref="State"/> holds, in database time.</summary>
    public required DateTimeOffset StateSince { get; set; }

    /// <summary>Null while active.</summary>
    public StateReason? Reason { get; set; }

    /// <summary>RingCentral's error code behind <see cref="Reason"/>, such as <c>OAU-213</c>.</summary>
    public string? RingCentralCode { get; set; }

    /// <summary>Stops handing out tokens, never keep-alive.</summary>
    public bool Paused { get; set; }

    public KeepAlivePreference KeepAlive { get; set; }

    /// <summary>Origin of the RingCentral server that holds the session, without a trailing slash.</summary>
    public required string ServerUrl { get; set; }

    /// <summary>RingCentral's extension id of the user who authorized.</summary>
    public required string OwnerId { get; set; }

    /// <summary>RingCentral's account id; null when the app may not read it (permission ReadAccounts).</summary>
    public string? AccountId { get; set; }

    public string? OwnerName { get; set; }

    public string? OwnerEmail { get; set; }

    public string? ExtensionNumber { get; set; }

    /// <summary>
    /// Until when another RingCentral user may reconnect it and make it theirs: an administrator allowed that, once. Null otherwise, and as soon as somebody has.
    /// </summary>
    public DateTimeOffset? OtherUserAllowedUntil { get; set; }

    /// <summary>App permissions that RingCentral granted, separated by spaces.</summary>
    public required string Scope { get; set; }

    /// <summary>A small JSON object of the app's own.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>Rises with every change of this row; the HTTP API's ETag.</summary>
    public long Revision { get; set; }

    /// <summary>Number of the connection's latest event; numbers the next one.</summary>
    public long EventSequence { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
