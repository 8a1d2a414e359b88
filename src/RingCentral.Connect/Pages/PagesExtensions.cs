using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Pages.Texts;

namespace RingCentral.Connect.Pages;

/// <summary>The room's registration.</summary>
internal static class PagesExtensions
{
    /// <summary>Adds the pages. What is under <c>Admin</c> is for administrators unless a page says otherwise.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.Conventions.AuthorizeFolder("/Admin", AdminPolicies.Viewer));
        services.AddLocalization();
        services.AddSingleton<EndUserTexts>();
        services.Configure<RequestLocalizationOptions>(localization =>
        {
            // Only what is read changes with the language; numbers and dates that programs write do not.
            localization.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo(Languages.Default));
            localization.SupportedCultures = [CultureInfo.InvariantCulture];
            localization.SupportedUICultures = [.. Languages.All.Select(language => CultureInfo.GetCultureInfo(language.Code))];
            localization.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(ForAdministratorsAsync),
                new QueryStringRequestCultureProvider { QueryStringKey = "", UIQueryStringKey = ConnectPaths.LanguageParameter },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        services.AddRouting(options => options.LowercaseUrls = true);
        services.AddOptions<AntiforgeryOptions>().Configure<PublicAddress>((antiforgery, address) =>
        {
            antiforgery.Cookie.Name = address.IsHttps ? "__Host-connect-antiforgery" : "connect-antiforgery";
            antiforgery.Cookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        });
        return services;
    }

    /// <summary>Their pages are written in English alone; half of one in the browser's language would help nobody.</summary>
    private static Task<ProviderCultureResult?> ForAdministratorsAsync(HttpContext http) =>
        Task.FromResult(http.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase) ? new ProviderCultureResult("", Languages.Default) : null);

    /// <summary>Maps the pages.</summary>
    public static void MapPages(this IEndpointRouteBuilder routes) => routes.MapRazorPages().WithStaticAssets();
}
