using Hangfire.Server;
using Microsoft.AspNetCore.Authentication.Cookies;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Connecting.Jwt;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Mine;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Connecting.RingCentralAuthentication;

namespace RingCentral.Connect.Connecting;

/// <summary>The room's registration.</summary>
internal static class ConnectingExtensions
{
    /// <summary>The cookie of a person who has finished a connect.</summary>
    public const string PersonScheme = "Person";

    /// <summary>For those who have that cookie.</summary>
    public const string PersonPolicy = "Person";

    private static readonly TimeSpan PersonLifetime = TimeSpan.FromHours(12);

    /// <summary>Adds the authorization-code flow and what surrounds it.</summary>
    public static IServiceCollection AddConnecting(this IServiceCollection services)
    {
        services.AddConnectLinks();
        services.AddSingleton<ProblemTickets>();
        services.AddSingleton<SessionOwners>();
        services.AddSingleton<ConnectCompletion>();
        services.AddSingleton<JwtConnect>();
        services.AddSingleton<ConnectEndpoints>();
        services.AddSingleton<ConnectSessionBook>();
        services.AddSingleton<ConnectSessionEndpoints>();
        services.AddSingleton<Completions>();
        services.AddSingleton<ReturnUrls>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<MyConnection>();
        services.AddSingleton<BrandAssets>();
        services.AddSingleton<MineEndpoints>();
        services.AddAuthorizationBuilder().AddPolicy(PersonPolicy, policy => policy.AddAuthenticationSchemes(PersonScheme).RequireAuthenticatedUser());
        services.AddAuthentication()
            .AddCookie(PersonScheme)
            .AddRingCentral(PersonScheme);
        services.AddOptions<CookieAuthenticationOptions>(PersonScheme).Configure<PublicAddress>((cookie, address) =>
        {
            cookie.Cookie.Name = address.IsHttps ? "__Host-connect-person" : "connect-person";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            cookie.ExpireTimeSpan = PersonLifetime;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = ConnectPaths.Home;
            cookie.AccessDeniedPath = ConnectPaths.Home;
            cookie.ReturnUrlParameter = "from";
        });
        return services;
    }

    /// <summary>Maps the links that lead to RingCentral.</summary>
    public static void MapConnecting(this IEndpointRouteBuilder routes)
    {
        ConnectEndpoints.Map(routes);
        ConnectSessionEndpoints.Map(routes);
        MineEndpoints.Map(routes);
        BrandAssets.Map(routes);
    }

    /// <summary>Adds the background work of this node.</summary>
    public static IServiceCollection AddConnectingJobs(this IServiceCollection services) => services.AddSingleton<IBackgroundProcess, PendingExpiry>();

    /// <summary>Adds what makes links, for commands too.</summary>
    public static IServiceCollection AddConnectLinks(this IServiceCollection services)
    {
        services.AddOptions<BrandingOptions>().BindConfiguration(BrandingOptions.Section).ValidateOnStart();
        services.AddOptions<ConnectOptions>().BindConfiguration(ConnectOptions.Section).ValidateOnStart();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ReconnectLinks>();
        services.AddSingleton<ManageLinks>();
        return services;
    }
}
