using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.RingCentralApi.Secrets;

/// <summary>An access token (RFC 6749, section 1.4): opaque, about an hour of life.</summary>
internal sealed class AccessToken(string value) : Secret(value);

/// <summary>A refresh token (RFC 6749, section 1.5): spent once, about a week of life.</summary>
internal sealed class RefreshToken(string value) : Secret(value);

/// <summary>A JWT credential of a user (RFC 7523; RINGCENTRAL 3): opens any number of sessions, until it ends or is revoked.</summary>
internal sealed class JwtAssertion(string value) : Secret(value);

/// <summary>What RingCentral gives in one reply: both tokens live and die together.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">Null where none is issued, or where it was refused: then a JWT opens the next session.</param>
internal sealed record TokenPair(AccessToken AccessToken, RefreshToken? RefreshToken)
{
    /// <summary>The token that ends the session and lives longer; either does (RINGCENTRAL 7).</summary>
    public Secret LongerLived() => (Secret?)RefreshToken ?? AccessToken;
}
