using System.Text.Json.Serialization;

namespace RingCentral.Connect.Client.Tokens;

/// <summary>The service's JSON. Fields that a later version adds are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenReply))]
[JsonSerializable(typeof(ProblemReply))]
[JsonSerializable(typeof(RejectionBody))]
internal sealed partial class TokenJson : JsonSerializerContext;

/// <summary>A token as it comes. Lives for as long as it is read.</summary>
internal sealed class TokenReply
{
    public required string AccessToken { get; init; }

    public required long ExpiresIn { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required long Generation { get; init; }

    public string Scope { get; init; } = "";

    public required Guid ConnectionId { get; init; }

    public required string ExternalId { get; init; }

    public string OwnerId { get; init; } = "";

    public string? AccountId { get; init; }

    public required Uri ServerUrl { get; init; }

    public RingCentralToken ToToken() => new()
    {
        AccessToken = new AccessToken(AccessToken),
        ExpiresAt = ExpiresAt,
        Generation = Generation,
        Scope = Scope,
        ConnectionId = ConnectionId,
        ExternalId = ExternalId,
        OwnerId = OwnerId,
        AccountId = AccountId,
        ServerUrl = ServerUrl,
    };
}

/// <summary>A problem as it comes.</summary>
internal sealed class ProblemReply
{
    public string? Code { get; init; }

    public string? Detail { get; init; }

    public string? Reference { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? Since { get; init; }

    public Uri? ReconnectUrl { get; init; }

    public DateTimeOffset? AvailableAt { get; init; }
}

/// <summary>Says which token RingCentral refused.</summary>
internal sealed record RejectionBody(long Generation);
