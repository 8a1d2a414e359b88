using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Notifications.Webhooks.Payloads;

/// <summary>
/// Whoever has a reconnect link can use it, so the queue and log of webhooks hold none: a stored body says for which connection and incident one is to be made, and gets it
/// when it is sent or shown. Bodies that an earlier version stored are left as they are.
/// </summary>
internal sealed partial class StoredLinks(ReconnectLinks links)
{
    /// <summary>What stands in a stored body instead of the link; null where the user's signing in again would not help.</summary>
    public static Uri? For(Connection connection) => ReconnectLinks.BringsBack(connection)
        ? new Uri(string.Create(CultureInfo.InvariantCulture, $"reconnect:{connection.Id:N}.{connection.StateSince.UtcTicks}"))
        : null;

    /// <summary>The body as it is sent.</summary>
    /// <param name="stored">What <see cref="WebhookPayloads"/> has written. Texts of others in it have no quotation mark that is not escaped, so that none is taken for a field.</param>
    public string Complete(string stored) => Place().Replace(stored, match =>
    {
        var since = new DateTimeOffset(long.Parse(match.Groups["since"].Value, CultureInfo.InvariantCulture), TimeSpan.Zero);
        return $"\"reconnect_url\":\"{JsonEncodedText.Encode(links.For(Guid.Parse(match.Groups["id"].Value), since).AbsoluteUri)}\"";
    });

    [GeneratedRegex("\"reconnect_url\":\"reconnect:(?<id>[0-9a-f]{32})\\.(?<since>[0-9]{1,18})\"")]
    private static partial Regex Place();
}
