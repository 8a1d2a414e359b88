using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Administration.SignIn.OpenIdConnect;

/// <summary>Sign-in at the operator's own provider, where one is configured.</summary>
internal static class ProviderExtensions
{
    public const string Scheme = "Oidc";

    /// <summary>Where the provider sends people back to; register it there.</summary>
    public const string CallbackPath = "/admin/sign-in/callback";

    private static readonly string[] Scopes = ["openid", "profile", "email"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds the provider; nothing but the check of its section where none is configured.</summary>
    public static IServiceCollection AddProvider(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OidcOptions>().BindConfiguration(OidcOptions.Section).ValidateOnStart();
        services.AddSingleton<OidcRoles>();
        if (string.IsNullOrEmpty(configuration[$"{OidcOptions.Section}:{nameof(OidcOptions.Authority)}"]))
        {
            return services;
        }

        services.AddSingleton<OidcEvents>();
        services.AddSingleton<OidcStart>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, _ => { });
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<OidcOptions>, PublicAddress>(Configure);
        return services;
    }

    /// <summary>Maps the way to the provider, where there is one.</summary>
    public static void MapProvider(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<OidcStart>() is not null)
        {
            routes.MapGet(OidcStart.Path, (string? from, HttpContext http, OidcStart start) => start.RunAsync(from, http)).AllowAnonymous();
        }
    }

    private static void Configure(OpenIdConnectOptions oidc, IOptions<OidcOptions> options, PublicAddress address)
    {
        var provider = options.Value;
        oidc.Authority = provider.Authority!.AbsoluteUri;
        oidc.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
        oidc.ClientId = provider.ClientId;
        oidc.ClientSecret = provider.ClientSecret?.Reveal();
        oidc.CallbackPath = CallbackPath;
        (oidc.RemoteSignOutPath, oidc.SignedOutCallbackPath) = (default, default);
        oidc.SignInScheme = AdminPolicies.Scheme;
        oidc.EventsType = typeof(OidcEvents);
        oidc.BackchannelTimeout = Patience;

        // An answer in the address comes with the cookies of this sign-in even where cookies of other sites are held back.
        (oidc.ResponseType, oidc.ResponseMode, oidc.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        oidc.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = address.IsDashboardHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        }

        (oidc.SaveTokens, oidc.MapInboundClaims, oidc.GetClaimsFromUserInfoEndpoint) = (false, false, true);
        AskFor(oidc, provider);
    }

    private static void AskFor(OpenIdConnectOptions oidc, OidcOptions provider)
    {
        oidc.Scope.Clear();
        foreach (var scope in Scopes.Concat(provider.Scopes))
        {
            oidc.Scope.Add(scope);
        }

        oidc.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        oidc.ClaimActions.MapUniqueJsonKey("preferred_username", "preferred_username");

        if (provider.RoleClaim is { } role)
        {
            oidc.ClaimActions.MapJsonKey(role, role);
        }
    }
}
