using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RingCentral.Connect.Hosting.Http;

/// <summary>
/// Limits how often one address asks for public pages. Apps have an allowance of their own, by key. Requests of this machine are not counted: behind a proxy on it that is not
/// named, all of them would be one address.
/// </summary>
internal static class PageAllowance
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly string[] NotLimited = ["/metrics", "/health", "/css", "/js", "/brand", "/error"];

    public static void AddPageAllowance(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = static (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
                rejected.HttpContext.Response.Headers[HeaderNames.RetryAfter] = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        });
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http)
    {
        var most = http.RequestServices.GetRequiredService<IOptions<HostingOptions>>().Value.PageRequestsPerMinute;
        return most == 0 || http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address) || NotLimited.Any(start => http.Request.Path.StartsWithSegments(start))
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(NetworkOf(address), _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window });
    }

    /// <summary>An IPv6 customer has at least the 2^64 addresses of a network: they are one.</summary>
    private static string NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
