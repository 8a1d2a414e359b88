using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>A token as app code gets it.</summary>
internal sealed record TokenBody
{
    /// <summary>For <c>Authorization: Bearer</c> at RingCentral. Keep it in memory only.</summary>
    public required string AccessToken { get; init; }

    public string TokenType { get; } = "Bearer";

    /// <summary>Whole seconds until <c>expires_at</c>, rounded down.</summary>
    public required long ExpiresIn { get; init; }

    /// <summary>The hold: the token works until then; use it no longer.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often the session has been rotated: what a refused token is reported with.</summary>
    public required long Generation { get; init; }

    /// <summary>What it may do: RingCentral's app permissions, separated by spaces.</summary>
    public required string Scope { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>Your own id of the user.</summary>
    public required string ExternalId { get; init; }

    /// <summary>RingCentral's id of the user's extension.</summary>
    public required string OwnerId { get; init; }

    /// <summary>RingCentral's id of the user's account.</summary>
    public string? AccountId { get; init; }

    /// <summary>Where RingCentral's API is called with this token, and nowhere else.</summary>
    public required string ServerUrl { get; init; }

    public override string ToString() => $"token of {ConnectionId}";

    public static TokenBody Of(HandedOutToken token) => new()
    {
        AccessToken = token.AccessToken.Reveal(),
        ExpiresIn = (long)token.ExpiresIn.TotalSeconds,
        ExpiresAt = token.ExpiresAt,
        Generation = token.Generation,
        Scope = token.Connection.Scope,
        ConnectionId = token.Connection.Id,
        ExternalId = token.Connection.ExternalId,
        OwnerId = token.Connection.OwnerId,
        AccountId = token.Connection.AccountId,
        ServerUrl = token.Connection.ServerUrl,
    };
}
