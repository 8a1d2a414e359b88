using Microsoft.AspNetCore.Authentication.OAuth;

namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>Options of the RingCentral authentication scheme. PKCE with S256 is always used (RFC 7636), with and without a client secret.</summary>
internal sealed class RingCentralAuthenticationOptions : OAuthOptions
{
    public RingCentralAuthenticationOptions()
    {
        CallbackPath = RingCentralAuthenticationDefaults.CallbackPath;
        UsePkce = true;
        SaveTokens = false;
    }

    /// <summary>
    /// The framework insists on a client secret; a public client has none, and ours stays with the token client in any case.
    /// </summary>
    public override void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        ArgumentException.ThrowIfNullOrEmpty(AuthorizationEndpoint);
        ArgumentException.ThrowIfNullOrEmpty(SignInScheme);
    }
}
