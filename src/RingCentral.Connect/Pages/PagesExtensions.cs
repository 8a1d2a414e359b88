using Microsoft.AspNetCore.Antiforgery;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Pages;

/// <summary>The room's registration.</summary>
internal static class PagesExtensions
{
    /// <summary>Adds the pages. What is under <c>Admin</c> is for administrators unless a page says otherwise.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.Conventions.AuthorizeFolder("/Admin", AdminPolicies.Viewer));
        services.AddRouting(options => options.LowercaseUrls = true);
        services.AddOptions<AntiforgeryOptions>().Configure<PublicAddress>((antiforgery, address) =>
        {
            antiforgery.Cookie.Name = address.IsHttps ? "__Host-connect-antiforgery" : "connect-antiforgery";
            antiforgery.Cookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        });
        return services;
    }

    /// <summary>Maps the pages.</summary>
    public static void MapPages(this IEndpointRouteBuilder routes) => routes.MapRazorPages().WithStaticAssets();
}
