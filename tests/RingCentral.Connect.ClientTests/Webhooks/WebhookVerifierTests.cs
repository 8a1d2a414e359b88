using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Client;
using RingCentral.Connect.Client.Webhooks;
using Xunit;

namespace RingCentral.Connect.ClientTests.Webhooks;

public sealed class WebhookVerifierTests
{
    // The example that the libraries of the Standard Webhooks specification are tested with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Sent = 1614265330;
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private const string OtherSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    [Theory]
    [InlineData(Signature)]
    [InlineData("v1,bm9uZQ== " + Signature)]
    [InlineData(Signature + " v1a,bm9uZQ==")]
    [InlineData("v2,unknown " + Signature + " v1,not-base64!")]
    public void Genuine_webhook_passes_by_any_of_its_signatures(string signature) => Verifier().Verify(Headers(signature: signature), Bytes(Body));

    [Fact]
    public void What_the_specification_signs_is_id_timestamp_and_body()
    {
        // The specification's own example of the content that is signed.
        var (id, timestamp, body) = ("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", 1674087231L,
            """{"type":"contact.created","timestamp":"2022-11-03T20:26:10.344522Z","data":{"id":"1f81eb52-5198-4599-803e-771906343485"}}""");
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Bytes($"{id}.{timestamp}.{body}")));

        Assert.True(Verifier(now: timestamp).IsGenuine(new WebhookHeaders(id, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture), signature), Bytes(body)));
    }

    [Theory]
    [InlineData("msg_other", Sent, Body, Signature)]
    [InlineData(Id, Sent + 1, Body, Signature)]
    [InlineData(Id, Sent, Body + " ", Signature)]
    [InlineData(Id, Sent, "", Signature)]
    [InlineData(Id, Sent, Body, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=")]
    [InlineData(Id, Sent, Body, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Id, Sent, Body, "v1,g0hM9SsE")]
    [InlineData(Id, Sent, Body, "v1,")]
    [InlineData(Id, Sent, Body, "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void Webhook_that_was_changed_is_refused(string id, long timestamp, string body, string signature) =>
        Assert.False(Verifier().IsGenuine(new WebhookHeaders(id, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture), signature), Bytes(body)));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Webhook_may_be_five_minutes_off(int seconds, bool passes) =>
        Assert.Equal(passes, Verifier(now: Sent + seconds).IsGenuine(Headers(), Bytes(Body)));

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    [InlineData("-1614265330")]
    [InlineData("1614265330.0")]
    [InlineData(" 1614265330")]
    public void Timestamp_that_is_none_is_refused(string timestamp) =>
        Assert.False(Verifier().IsGenuine(new WebhookHeaders(Id, timestamp, Signature), Bytes(Body)));

    [Fact]
    public void Header_that_is_missing_is_named()
    {
        var fault = Assert.Throws<WebhookVerificationException>(() => Verifier().Verify(WebhookHeaders.From(_ => null), Bytes(Body)));
        Assert.Contains("webhook-signature", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Either_secret_passes_while_one_is_being_changed()
    {
        Assert.True(Verifier(OtherSecret, Secret).IsGenuine(Headers(), Bytes(Body)));
        Assert.False(Verifier(OtherSecret).IsGenuine(Headers(), Bytes(Body)));
    }

    [Fact]
    public void Secret_that_is_none_is_not_repeated()
    {
        var fault = Assert.Throws<FormatException>(() => new WebhookSecret("whsec_!not!base64!"));
        Assert.DoesNotContain("!not!", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal("***", new WebhookSecret(Secret).ToString());
        Assert.Throws<ArgumentException>(() => new WebhookVerifier());
    }

    private static WebhookVerifier Verifier(params string[] secrets) => Verifier(Sent, secrets);

    private static WebhookVerifier Verifier(long now, params string[] secrets) =>
        new(new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(now)), [.. (secrets.Length > 0 ? secrets : [Secret]).Select(secret => new WebhookSecret(secret))]);

    private static WebhookHeaders Headers(string signature = Signature) => new(Id, "1614265330", signature);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
