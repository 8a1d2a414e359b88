namespace RingCentral.Connect.Client;

/// <summary>The secret of a webhook endpoint: <c>whsec_</c> and the key in base64.</summary>
public sealed class WebhookSecret : Secret
{
    private const string Prefix = "whsec_";

    /// <param name="value">The secret; the prefix may be left out.</param>
    /// <exception cref="FormatException"><paramref name="value"/> is not base64. Its text is not in the message.</exception>
    public WebhookSecret(string value)
        : base(value)
    {
        var text = value.Trim();
        var encoded = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        var key = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, key, out var length) || length == 0)
        {
            throw new FormatException("A webhook secret is whsec_ followed by a key in base64.");
        }

        Key = key[..length];
    }

    internal byte[] Key { get; }
}
