using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RingCentral.Connect.RingCentralApi;

namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>Registers the RingCentral authentication scheme.</summary>
internal static class RingCentralAuthenticationExtensions
{
    /// <summary>How long an attempt may take: the life of its correlation cookie.</summary>
    private static readonly TimeSpan AttemptLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Adds the scheme; its settings come from the section <c>RingCentral</c>.</summary>
    /// <param name="builder">The authentication builder.</param>
    /// <param name="signInScheme">The cookie that a finished connect leaves.</param>
    public static AuthenticationBuilder AddRingCentral(this AuthenticationBuilder builder, string signInScheme)
    {
        builder.Services.AddSingleton<RingCentralAuthenticationContext>();
        builder.Services.AddSingleton<RingCentralAuthenticationEvents>();
        builder.Services
            .AddOptions<RingCentralAuthenticationOptions>(RingCentralAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<RingCentralOptions>, ServerDirectory, PublicAddress>((scheme, ringCentral, servers, address) =>
            {
                scheme.ClientId = ringCentral.Value.ClientId;
                scheme.AuthorizationEndpoint = servers.Default.At(RingCentralAuthenticationDefaults.AuthorizationPath).AbsoluteUri;
                scheme.TokenEndpoint = servers.Default.At(RingCentralAuthenticationDefaults.TokenPath).AbsoluteUri;
                scheme.SignInScheme = signInScheme;
                scheme.EventsType = typeof(RingCentralAuthenticationEvents);
                scheme.RemoteAuthenticationTimeout = AttemptLifetime;
                scheme.CorrelationCookie.SameSite = SameSiteMode.Lax;
                scheme.CorrelationCookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
                foreach (var scope in (ringCentral.Value.Scopes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    scheme.Scope.Add(scope);
                }
            });
        return builder.AddOAuth<RingCentralAuthenticationOptions, RingCentralAuthenticationHandler>(
            RingCentralAuthenticationDefaults.AuthenticationScheme, RingCentralAuthenticationDefaults.DisplayName, _ => { });
    }
}
