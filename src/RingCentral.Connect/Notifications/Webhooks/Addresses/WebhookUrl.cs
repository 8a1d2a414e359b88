using System.Net;
using RingCentral.Connect.Data.WebhookEndpoints;

namespace RingCentral.Connect.Notifications.Webhooks.Addresses;

/// <summary>
/// Checks the address of an endpoint as far as it can be told from its text. What a name stands for is looked at with every connection, since it may
/// change (<see cref="CheckedConnector"/>).
/// </summary>
internal static class WebhookUrl
{
    /// <summary>What is wrong with an address; null for nothing.</summary>
    public static string? Check(string? text, bool allowPrivate)
    {
        if (text is not { Length: > 0 and <= WebhookEndpointMapping.UrlMaxLength } || text.Any(c => c is <= ' ' or > '~') || !Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return $"must be an address of at most {WebhookEndpointMapping.UrlMaxLength} characters, such as https://app.example.com/webhooks";
        }

        if (url.Scheme != Uri.UriSchemeHttps && !(allowPrivate && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        {
            return "must begin with https://";
        }

        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return "must hold neither credentials nor a fragment";
        }

        return allowPrivate || !IsPrivate(url) ? null : "must not lead to a private, loopback or otherwise reserved address";
    }

    /// <summary>By its text alone.</summary>
    private static bool IsPrivate(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host, out var address)
            ? ForbiddenAddresses.Contains(address)
            : host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
