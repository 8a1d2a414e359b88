using System.Security.Cryptography;
using System.Text;

namespace RingCentral.Connect.Notifications.Webhooks.Signing;

/// <summary>Signs as the Standard Webhooks specification says: HMAC-SHA256 of id, timestamp and body.</summary>
internal static class WebhookSignature
{
    /// <summary>The header <c>webhook-signature</c>: one signature for each secret, so that a receiver may hold either while they change.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <param name="secrets">Those that are live.</param>
    public static string Of(string id, string timestamp, ReadOnlySpan<byte> body, IEnumerable<WebhookSecret> secrets)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret.Key, content))));
    }
}
