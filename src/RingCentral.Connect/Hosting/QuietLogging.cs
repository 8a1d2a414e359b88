using RingCentral.Connect.Connecting.RingCentralAuthentication;

namespace RingCentral.Connect.Hosting;

/// <summary>
/// Some addresses are secrets: a reconnect link, an administrator's one-time link. The framework would put every request's path into
/// scopes and messages; a request is found by its reference and trace instead.
/// </summary>
internal static class QuietLogging
{
    public static ILoggingBuilder AddQuietly(this ILoggingBuilder logging) => logging
        .Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId)
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Mvc.RazorPages", LogLevel.Warning) // Writes the arguments of handlers at Trace.
        .AddFilter("Microsoft.AspNetCore.Authorization", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None) // Codes, at Trace, and bodies of answers in exceptions; what failed is told by our own log.
        .AddFilter(typeof(RingCentralAuthenticationHandler).FullName, LogLevel.None) // The framework's part of it: states and names of cookies; what failed is told by our own log.
        .AddFilter("Microsoft.AspNetCore.StaticAssets", LogLevel.Warning);
}
