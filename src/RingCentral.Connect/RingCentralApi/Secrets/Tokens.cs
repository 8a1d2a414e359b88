using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.RingCentralApi.Secrets;

/// <summary>An access token (RFC 6749, section 1.4): opaque, about an hour of life.</summary>
internal sealed class AccessToken(string value) : Secret(value);

/// <summary>A refresh token (RFC 6749, section 1.5): spent once, about a week of life.</summary>
internal sealed class RefreshToken(string value) : Secret(value);

/// <summary>What RingCentral gives in one reply: both tokens live and die together.</summary>
internal sealed record TokenPair(AccessToken AccessToken, RefreshToken RefreshToken);
