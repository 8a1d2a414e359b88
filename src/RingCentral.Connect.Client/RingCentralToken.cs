namespace RingCentral.Connect.Client;

/// <summary>An access token that works until <see cref="ExpiresAt"/>: the service does not rotate the session before.</summary>
public sealed record RingCentralToken
{
    /// <summary>The token itself, for <c>Authorization: Bearer</c>.</summary>
    public required AccessToken AccessToken { get; init; }

    /// <summary>Use the token until then and no longer. It is the end of the service's promise, before RingCentral's own expiry.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often the session has been rotated: what a rejection is reported with.</summary>
    public required long Generation { get; init; }

    /// <summary>Where RingCentral's API is called with this token, and nowhere else: <c>https://platform.ringcentral.com</c> for most.</summary>
    public required Uri ServerUrl { get; init; }

    /// <summary>What the token may do: RingCentral's app permissions, separated by spaces.</summary>
    public required string Scope { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>Your own id of the user.</summary>
    public required string ExternalId { get; init; }

    /// <summary>RingCentral's id of the user's extension.</summary>
    public required string OwnerId { get; init; }

    /// <summary>RingCentral's id of the user's account, where it is known.</summary>
    public string? AccountId { get; init; }
}
