using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Web;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Secrets.Searching;

/// <summary>A search that finds nothing proves something only if it would have found it.</summary>
public sealed class SecretSearchTests
{
    private const string Secret = "a+/='<\"&s3cr3t~Zz0?>that-is_long.enough";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Func<string, string>> Encoders = new()
    {
        ["as it is"] = text => text,
        ["in capitals"] = text => text.ToUpperInvariant(),
        ["in an address"] = Uri.EscapeDataString,
        ["in an address, in small letters"] = text => HttpUtility.UrlEncode(text),
        ["in a form"] = text => WebUtility.UrlEncode(text),
        ["in an address within an address"] = text => Uri.EscapeDataString(Uri.EscapeDataString(text)),
        ["in a page"] = text => HtmlEncoder.Default.Encode(text),
        ["in a page of another kind"] = text => WebUtility.HtmlEncode(text),
        ["in JSON"] = text => JsonSerializer.Serialize(text),
        ["in JSON of another kind"] = text => JsonSerializer.Serialize(text, Relaxed),
        ["in hexadecimal"] = text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        ["in hexadecimal capitals"] = text => Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
        ["in base64"] = text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        ["in base64url"] = text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)),
        ["in base64 of a user name and a password"] = text => Convert.ToBase64String(Encoding.UTF8.GetBytes("name:" + text + "!")),
        ["in base64 of something longer"] = text => Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + text + "at the end")),
        ["in base64 of UTF-16"] = text => Convert.ToBase64String(Encoding.Unicode.GetBytes("x" + text)),
        ["cut off in the middle"] = text => text[..(text.Length / 2 + 1)],
        ["without its beginning"] = text => text[(text.Length / 2)..],
    };

    public static TheoryData<string> Encodings => [.. Encoders.Keys];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Secret_is_found_however_it_is_written(string encoding)
    {
        var search = SecretSearch.For(Known(("a password", Secret), ("something else", new string('q', 40))));

        var finds = search.In($"before {Encoders[encoding](Secret)} after").ToList();

        Assert.NotEmpty(finds);
        Assert.All(finds, find => Assert.Equal("a password", find.Kind));
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is() => Assert.Empty(SecretSearch.For(Known(("a password", Secret))).In("a+/='<s3cr3t enough of it"));

    [Fact]
    public void Each_line_of_a_private_key_is_a_secret()
    {
        var secrets = Known(("a private key", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n-----END PRIVATE KEY-----\n"));

        Assert.Equal(2, secrets.Count);
        Assert.NotEmpty(SecretSearch.For(secrets).In(@"""MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwgg"""));
    }

    [Fact]
    public void Thousands_of_secrets_are_told_apart_in_a_long_text()
    {
        var secrets = new KnownSecrets();
        secrets.Add("a token", Enumerable.Range(0, 2000).Select(number => $"token-{number:D6}-of-{number * 7919:D8}"));
        secrets.Add("the one", "needle-in-the-haystack-0123456789");
        var text = string.Concat(Enumerable.Repeat("a line of a log that says little token- 000 of it\n", 100_000));

        var finds = SecretSearch.For(secrets).In(text + "needle-in-the-haystack-0123456789" + text).ToList();

        Assert.Equal(["the one", "the one"], finds.Select(find => find.Kind));
    }

    private static KnownSecrets Known(params (string Kind, string Text)[] secrets)
    {
        var known = new KnownSecrets();
        foreach (var (kind, text) in secrets)
        {
            known.Add(kind, text);
        }

        return known;
    }
}
