using System.Text.Json.Serialization;
using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>A token as app code gets it.</summary>
internal sealed record TokenBody : IResult
{
    /// <summary>For <c>Authorization: Bearer</c> at RingCentral. Keep it in memory only.</summary>
    public required string AccessToken { get; init; }

    public string TokenType { get; } = "Bearer";

    /// <summary>Whole seconds until <c>expires_at</c>, rounded down.</summary>
    public required long ExpiresIn { get; init; }

    /// <summary>The hold, in UTC: the token works until then; use it no longer.</summary>
    public required DateTime ExpiresAt { get; init; }

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

    public Task ExecuteAsync(HttpContext httpContext) => JsonAnswer.WriteAsync(httpContext, this, TokenJson.Default.TokenBody);

    public static TokenBody Of(HandedOutToken token) => new()
    {
        AccessToken = token.AccessToken.Reveal(),
        ExpiresIn = (long)token.ExpiresIn.TotalSeconds,
        ExpiresAt = token.ExpiresAt.UtcDateTime,
        Generation = token.Generation,
        Scope = token.Session.Scope,
        ConnectionId = token.Session.ConnectionId,
        ExternalId = token.Session.ExternalId,
        OwnerId = token.Session.OwnerId,
        AccountId = token.Session.AccountId,
        ServerUrl = token.Session.ServerUrl,
    };
}

/// <summary>Of its own, because the serializer writes without looking at metadata only where no converter could have a say.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenBody))]
internal sealed partial class TokenJson : JsonSerializerContext;
