using Microsoft.Net.Http.Headers;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Hosting;

/// <summary>The headers of every response.</summary>
internal static class Hardening
{
    /// <summary>Hangfire's own pages; they set styles on elements.</summary>
    private const string JobsPath = "/admin/jobs";

    /// <summary>
    /// Nothing inline, nothing from elsewhere, no frames, nothing kept by caches unless a file says otherwise; HSTS where people come over TLS.
    /// </summary>
    public static void UseHardening(this WebApplication app)
    {
        var isHttps = app.Services.GetRequiredService<PublicAddress>().IsHttps;
        var pages = Policies(isHttps, forJobs: false);
        var jobs = Policies(isHttps, forJobs: true);
        app.UseWhen(context => !IsJobs(context) && !IsApi(context), branch => branch.UseSecurityHeaders(pages));
        app.UseWhen(IsJobs, branch => branch.UseSecurityHeaders(jobs));
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state => CompleteAsync((HttpResponse)state), context.Response);
            return next(context);
        });
    }

    private static bool IsJobs(HttpContext context) => context.Request.Path.StartsWithSegments(JobsPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers to programs: what browsers are told about pages would only weigh on them.</summary>
    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static HeaderPolicyCollection Policies(bool isHttps, bool forJobs)
    {
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddPermissionsPolicy(Describe)
            .AddContentSecurityPolicy(policy => Describe(policy, forJobs))
            .RemoveServerHeader();
        return isHttps ? policies.AddStrictTransportSecurityMaxAge() : policies;
    }

    private static void Describe(PermissionsPolicyBuilder policy)
    {
        policy.AddCamera().None();
        policy.AddGeolocation().None();
        policy.AddMicrophone().None();
        policy.AddPayment().None();
    }

    private static void Describe(CspBuilder policy, bool forJobs)
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
        if (forJobs)
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
