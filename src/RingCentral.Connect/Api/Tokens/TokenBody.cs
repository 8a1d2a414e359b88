using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>A token as app code gets it.</summary>
internal sealed record TokenBody
{
    public required string AccessToken { get; init; }

    public string TokenType { get; } = "Bearer";

    /// <summary>Whole seconds until <see cref="ExpiresAt"/>, rounded down.</summary>
    public required long ExpiresIn { get; init; }

    /// <summary>The hold: the token works until then; use it no longer.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required long Generation { get; init; }

    public required string Scope { get; init; }

    public required Guid ConnectionId { get; init; }

    public required string ExternalId { get; init; }

    public required string OwnerId { get; init; }

    public string? AccountId { get; init; }

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
