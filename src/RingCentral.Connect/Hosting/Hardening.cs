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
        app.UseWhen(context => !IsJobs(context), branch => branch.UseSecurityHeaders(pages));
        app.UseWhen(IsJobs, branch => branch.UseSecurityHeaders(jobs));
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state => NoStore((HttpResponse)state), context.Response);
            return next(context);
        });
    }

    private static bool IsJobs(HttpContext context) => context.Request.Path.StartsWithSegments(JobsPath, StringComparison.OrdinalIgnoreCase);

    private static HeaderPolicyCollection Policies(bool isHttps, bool forJobs)
    {
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddPermissionsPolicyWithDefaultSecureDirectives()
            .AddContentSecurityPolicy(policy => Describe(policy, forJobs))
            .RemoveServerHeader();
        return isHttps ? policies.AddStrictTransportSecurityMaxAge() : policies;
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

    private static Task NoStore(HttpResponse response)
    {
        if (!response.Headers.ContainsKey(HeaderNames.CacheControl))
        {
            response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
