using System.Diagnostics;

namespace RingCentral.Connect.Hosting.Telemetry;

/// <summary>
/// Some addresses are secrets: a connect link, a reconnect link, a webhook endpoint. A trace has the route of a request that came, and the server of one that was sent, and nothing
/// else of their addresses.
/// </summary>
internal static class TracedAddresses
{
    /// <summary>A request that came; its route is told when it ends.</summary>
    public static void Forget(Activity activity)
    {
        activity.SetTag("url.path", null);
        activity.SetTag("url.query", null);
    }

    /// <summary>A request that is sent.</summary>
    public static void Shorten(Activity activity, HttpRequestMessage request) => activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority));
}
