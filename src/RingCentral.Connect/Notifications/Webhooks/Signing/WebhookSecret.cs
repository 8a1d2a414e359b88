using System.Security.Cryptography;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.Notifications.Webhooks.Signing;

/// <summary>The secret of an endpoint as the Standard Webhooks specification writes it: <c>whsec_</c> and the key in base64.</summary>
internal sealed class WebhookSecret : Secret
{
    /// <summary>The rule, as told to whoever broke it.</summary>
    public const string Rule = "must be whsec_ followed by 24 to 64 bytes in base64";

    private const string Prefix = "whsec_";
    private const int OurBytes = 32;
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    private WebhookSecret(string value, byte[] key)
        : base(value) => Key = key;

    /// <summary>What signatures are made with.</summary>
    internal byte[] Key { get; }

    /// <summary>A new one.</summary>
    public static WebhookSecret Create() => Of(RandomNumberGenerator.GetBytes(OurBytes));

    public static WebhookSecret Of(byte[] key) => new(Prefix + Convert.ToBase64String(key), key);

    /// <summary>Null for a text that is none.</summary>
    public static WebhookSecret? TryRead(string? text)
    {
        var bytes = new byte[MostBytes];
        return text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length >= LeastBytes
            ? Of(bytes[..length])
            : null;
    }
}
