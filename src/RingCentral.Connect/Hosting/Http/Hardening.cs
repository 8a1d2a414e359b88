using Microsoft.Net.Http.Headers;
using RingCentral.Connect.Api;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Hosting.Http;

/// <summary>The headers of every response.</summary>
internal static class Hardening
{
    /// <summary>Hangfire's own pages; they set styles on elements.</summary>
    private const string JobsPath = "/admin/jobs";

    /// <summary>The one file that pages of apps include.</summary>
    private const string ConnectScript = "/js/connect.js";

    /// <summary>Pages of a connect may run in a window that the app has opened, and tell it how that ended.</summary>
    private static readonly string[] InPopup = ["/connect", "/reconnect", "/callback", "/connected", "/problem"];

    private enum Area
    {
        Pages,
        Popup,
        Script,
        Jobs,
    }

    /// <summary>
    /// Nothing inline, nothing from elsewhere, no frames, nothing kept by caches unless a file says otherwise; HSTS where people come over TLS.
    /// </summary>
    public static void UseHardening(this WebApplication app)
    {
        var isHttps = app.Services.GetRequiredService<PublicAddress>().IsHttps;

        // Answers to programs: what browsers are told about pages would only weigh on them.
        app.UseWhen(http => !http.IsForApi(), pages =>
        {
            foreach (var area in Enum.GetValues<Area>())
            {
                var policies = Policies(isHttps, area);
                pages.UseWhen(http => AreaOf(http.Request.Path) == area, branch => branch.UseSecurityHeaders(policies));
            }
        });

        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state => CompleteAsync((HttpResponse)state), context.Response);
            return next(context);
        });
    }

    private static Area AreaOf(PathString path) =>
        path.StartsWithSegments(JobsPath, StringComparison.OrdinalIgnoreCase) ? Area.Jobs
        : path.Equals(ConnectScript, StringComparison.OrdinalIgnoreCase) ? Area.Script
        : InPopup.Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)) ? Area.Popup
        : Area.Pages;

    private static HeaderPolicyCollection Policies(bool isHttps, Area area)
    {
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(policy => Describe(policy, area))
            .AddCrossOriginResourcePolicy(policy => Describe(policy, area))
            .AddPermissionsPolicy(Describe)
            .AddContentSecurityPolicy(policy => Describe(policy, area))
            .RemoveServerHeader();
        return isHttps ? policies.AddStrictTransportSecurityMaxAge() : policies;
    }

    private static void Describe(CrossOriginOpenerPolicyBuilder policy, Area area)
    {
        if (area == Area.Popup)
        {
            policy.UnsafeNone();
        }
        else
        {
            policy.SameOrigin();
        }
    }

    private static void Describe(CrossOriginResourcePolicyBuilder policy, Area area)
    {
        if (area == Area.Script)
        {
            policy.CrossOrigin();
        }
        else
        {
            policy.SameOrigin();
        }
    }

    private static void Describe(PermissionsPolicyBuilder policy)
    {
        policy.AddCamera().None();
        policy.AddGeolocation().None();
        policy.AddMicrophone().None();
        policy.AddPayment().None();
    }

    private static void Describe(CspBuilder policy, Area area)
    {
        policy.AddDefaultSrc().None();
        policy.AddStyleSrc().Self();
        policy.AddScriptSrc().Self();
        policy.AddImgSrc().Self();
        policy.AddFontSrc().Self();
        policy.AddConnectSrc().Self();
        policy.AddFormAction().Self();
        policy.AddBaseUri().None();
        policy.AddFrameAncestors().None();
        if (area == Area.Jobs)
        {
            policy.AddStyleSrcAttr().UnsafeInline();
            policy.AddImgSrc().Self().Data();
        }
    }

    private static Task CompleteAsync(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        if (!response.Headers.ContainsKey(HeaderNames.CacheControl))
        {
            response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
