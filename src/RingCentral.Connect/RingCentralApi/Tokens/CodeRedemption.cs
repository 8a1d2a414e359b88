using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.RingCentralApi.Tokens;

/// <summary>What redeems an authorization code (RFC 6749, section 4.1.3).</summary>
/// <param name="Code">The code of the callback.</param>
/// <param name="CodeVerifier">The PKCE verifier of the authorization request (RFC 7636, section 4.5).</param>
/// <param name="RedirectUri">The redirect URI of the authorization request, to the letter.</param>
internal sealed record CodeRedemption(Secret Code, Secret? CodeVerifier, string RedirectUri);
