using System.Net;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Notifications.Webhooks.Addresses;
using RingCentral.Connect.Notifications.Webhooks.Signing;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Importing;
using RingCentral.Connect.Vault.Jwt;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Fuzzing;

/// <summary>Whatever comes from outside is read, or is not; it never throws. A failure tells the seed and the input.</summary>
public sealed class ReaderFuzzTests
{
    private const int Inputs = 20_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Replies =
    [
        """{"access_token":"A1","token_type":"bearer","expires_in":3600,"refresh_token":"R1","refresh_token_expires_in":604800,"scope":"ReadAccounts","owner_id":"256440016","endpoint_id":"e-1","session_id":"s-1","session_expires_in":86400,"session_idle_timeout":1800}""",
        """{"error":"invalid_grant","error_description":"Token not found","errorCode":"OAU-213","message":"Token not found","errors":[{"errorCode":"OAU-213","message":"Token not found"}],"parameters":[]}""",
        "<html><head><title>503</title></head></html>",
    ];

    private static readonly string[] Lines =
    [
        """{"external_id":"user-1","access_token":"A","refresh_token":"R","expires_in":3600,"refresh_token_expires_in":604800,"owner_id":"17","account_id":"18","server_url":"https://platform.ringcentral.com","issued_at":"2026-11-25T11:59:00Z","metadata":{"a":"b"}}""",
        """{"external_id":"user-2","access_token":"A","refresh_token":"R","expires_in":"3600","owner_id":17}""",
    ];

    private static readonly string[] Addresses = ["https://app.example.com/back?tab=1", "https://app.example.com:8443/a/b/../c", "http://localhost:3000/", "https://[2001:db8::1]:443/%2e%2e/x"];

    private static readonly string[] Tokens = ["eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxNyIsImF1ZCI6IngifQ.c2ln", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];

    [Fact]
    public void Replies_of_RingCentral()
    {
        using var refused = new HttpResponseMessage(HttpStatusCode.BadRequest);
        Fuzz(Replies, input =>
        {
            TokenReplyReader.Read(input, Now);
            ErrorReader.Read(refused, input, Now);
        });
    }

    [Fact]
    public void Lines_of_imports()
    {
        var reader = new ImportLineReader(new ServerDirectory(Options.Create(new RingCentralOptions())), TimeProvider.System);

        Fuzz(Lines, input =>
        {
            var (line, rejection) = reader.Read(input);
            Assert.True(line is null != rejection is null);
        });
    }

    [Fact]
    public void Addresses_of_webhooks_and_of_returns()
    {
        var returns = new ReturnUrls(Options.Create(new ConnectOptions { AllowedReturnUrls = { "https://app.example.com/back" } }));

        FuzzTexts(Addresses, input =>
        {
            WebhookUrl.Check(input, allowPrivate: false);
            Assert.True(returns.TryParse(input) is not { } allowed || (allowed.Host == "app.example.com" && allowed.AbsolutePath.StartsWith("/back", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void Keys_links_secrets_and_assertions()
    {
        Span<byte> hash = stackalloc byte[ApiKeySecret.HashLength];
        var random = new Mutator(Seed());
        for (var count = 0; count < Inputs; count++)
        {
            var input = random.NextText(Tokens);
            Assert.False(ApiKeySecret.TryHash(input, hash));
            LinkSecret.TryParse(input);
            WebhookSecret.TryRead(input);
            if (input.Length > 0)
            {
                JwtClaims.SubjectOf(new JwtAssertion(input));
            }
        }
    }

    private static int Seed() => Random.Shared.Next();

    private static void FuzzTexts(IReadOnlyList<string> samples, Action<string> read) => Fuzz(samples, input => read(System.Text.Encoding.UTF8.GetString(input)));

    private static void Fuzz(IReadOnlyList<string> samples, Action<byte[]> read)
    {
        var seed = Seed();
        var mutator = new Mutator(seed);
        for (var count = 0; count < Inputs; count++)
        {
            var input = mutator.Next(samples);
            var thrown = Record.Exception(() => read(input));
            Assert.True(thrown is null, $"Seed {seed}, input {count}: {System.Text.Encoding.Latin1.GetString(input)}\n{thrown}");
        }
    }
}
