using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RingCentral.Connect.EndToEndTests.Secrets.Searching;

/// <summary>The ways in which a text may be written where it should not stand. Letters may be in either case: whoever searches does not look at it.</summary>
internal static class Writings
{
    /// <summary>From twice this length on each half of a secret is looked for: what was cut off after some characters, or wrapped once, is found all the same.</summary>
    private const int ShortestHalf = 16;

    /// <summary>Every way to write a secret or, where it is long, one of its halves.</summary>
    public static IEnumerable<string> OfSecret(string secret) => Parts(secret).SelectMany(Of).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every way to write a text, by itself or within a longer one.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return
        [
            text,
            Uri.EscapeDataString(text),
            Uri.EscapeDataString(Uri.EscapeDataString(text)),
            WebUtility.UrlEncode(text),
            HtmlEncoder.Default.Encode(text),
            WebUtility.HtmlEncode(text),
            InJson(JavaScriptEncoder.Default, text),
            InJson(JavaScriptEncoder.UnsafeRelaxedJsonEscaping, text),
            text.Replace("/", "\\/", StringComparison.Ordinal),
            Convert.ToHexString(bytes),
            .. Base64(bytes),
            .. Base64(Encoding.Unicode.GetBytes(text)),
        ];
    }

    private static string[] Parts(string secret) =>
        secret.Length >= 2 * ShortestHalf ? [secret[..(secret.Length / 2)], secret[(secret.Length / 2)..]] : [secret];

    private static string InJson(JavaScriptEncoder encoder, string text) => JsonEncodedText.Encode(text, encoder).Value;

    /// <summary>In both alphabets, and for each place in a group of three bytes where it may begin; without the characters that also tell of its neighbours.</summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (var before = 0; before < 3; before++)
        {
            byte[] placed = [.. new byte[before], .. bytes];
            var url = Base64Url.EncodeToString(placed);
            var (start, end) = ((before * 8 + 5) / 6, placed.Length % 3 == 0 ? 0 : 1);
            var certain = url[start..^end];
            yield return certain;
            yield return certain.Replace('-', '+').Replace('_', '/');
            yield return certain.Replace('-', '+').Replace("_", "\\/", StringComparison.Ordinal);
        }
    }
}
