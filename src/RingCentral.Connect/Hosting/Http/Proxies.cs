using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Hosting.Http;

/// <summary>Believes proxies that are named (<c>Hosting:TrustedProxies</c>), and nobody else: whoever comes in may write any header.</summary>
internal static class Proxies
{
    /// <summary>Where there are none, a request is from the address that it comes from.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<HostingOptions>>().Value.TrustedProxies;
        if (trusted.Count == 0)
        {
            return;
        }

        // The host of an address is never taken from a request: links are built from Connect:PublicUrl.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in trusted)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(options);
    }
}
