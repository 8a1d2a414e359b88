using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.RingCentralApi.Tokens;

/// <summary>A token pair as RingCentral's token endpoint gave it (RINGCENTRAL 3), with its clocks counted from the moment before the ask.</summary>
internal sealed record TokenReply
{
    /// <summary>Database time just before the request was sent: lifetimes count from here, so that none is taken for longer than it is.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    public required AccessToken AccessToken { get; init; }

    /// <summary>Null where the app does not issue refresh tokens, or a refresh left the old one in force (RINGCENTRAL 4, row 1).</summary>
    public RefreshToken? RefreshToken { get; init; }

    public required TimeSpan ExpiresIn { get; init; }

    public TimeSpan? RefreshTokenExpiresIn { get; init; }

    /// <summary>Granted app permissions, separated by spaces.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Extension id of the user; absent for sessions without one.</summary>
    public string? OwnerId { get; init; }

    public string? EndpointId { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Only where the account enforces an absolute session timeout.</summary>
    public TimeSpan? SessionExpiresIn { get; init; }

    /// <summary>Only where the account enforces an idle timeout.</summary>
    public TimeSpan? SessionIdleTimeout { get; init; }

    public DateTimeOffset AccessExpiresAt => AskedAt + ExpiresIn;

    public DateTimeOffset? RefreshExpiresAt => AskedAt + RefreshTokenExpiresIn;

    public DateTimeOffset? SessionExpiresAt => AskedAt + SessionExpiresIn;
}
