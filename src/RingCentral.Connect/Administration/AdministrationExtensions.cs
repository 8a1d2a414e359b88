using Microsoft.AspNetCore.Authentication.Cookies;
using RingCentral.Connect.Administration.Dashboard;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Administration;

/// <summary>The room's registration.</summary>
internal static class AdministrationExtensions
{
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(8);

    /// <summary>Adds administrators' sign-in, policies and queries.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<FleetQueries>();
        services.AddSignInLinks();
        services.AddAuthentication().AddCookie(AdminPolicies.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(AdminPolicies.Scheme).Configure<PublicAddress>((cookie, address) =>
        {
            cookie.Cookie.Name = address.IsHttps ? "__Host-connect-admin" : "connect-admin";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            cookie.ExpireTimeSpan = SessionLifetime;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = "/admin/sign-in";
            cookie.AccessDeniedPath = "/admin/sign-in";
            cookie.ReturnUrlParameter = "from";
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(AdminPolicies.Viewer, policy => policy
                .AddAuthenticationSchemes(AdminPolicies.Scheme).RequireAuthenticatedUser().RequireRole(AdminPolicies.Viewer, AdminPolicies.Admin))
            .AddPolicy(AdminPolicies.Admin, policy => policy
                .AddAuthenticationSchemes(AdminPolicies.Scheme).RequireAuthenticatedUser().RequireRole(AdminPolicies.Admin));
        return services;
    }

    /// <summary>Adds sign-in links alone, for commands.</summary>
    public static IServiceCollection AddSignInLinks(this IServiceCollection services) => services.AddSingleton<SignInLinks>();
}
