using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;
using RingCentral.Connect.Vault.Reading;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

/// <summary>A token at hand is given before the pipeline of everything else; nobody may see that by anything but the time that it takes.</summary>
public sealed class WarmReadTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private readonly RawApi _api = new(fixture.Node.Url);
    private string _address = "";

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync()
    {
        _api.Authorization = "Bearer " + await Node.CreateKeyAsync();
        var id = Assert.Single(await fixture.Api.ImportedIdsAsync(await fixture.Simulator.SeedAsync(1)));
        _address = $"connections/{id}/token";
        await Eventually.TrueAsync(async () =>
        {
            (await _api.GetAsync(_address)).MustBe(200);
            return Node.Get<TokenReader>().FindAtHand(Guid.Parse(id), Node.Now) is not null;
        });
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Token_at_hand_is_answered_like_one_that_takes_the_long_way()
    {
        var atHand = (await _api.GetAsync(_address)).MustBe(200);
        var longWay = (await _api.GetAsync(_address + "?force=false")).MustBe(200);

        Assert.Equal(Stated(longWay), Stated(atHand));
        Assert.Equal(Headers(longWay), Headers(atHand));
    }

    [Fact]
    public async Task Key_without_the_scope_gets_no_token_at_hand()
    {
        _api.Authorization = "Bearer " + await Node.CreateKeyAsync(ApiScopes.ConnectionsRead);

        (await _api.GetAsync(_address)).MustBe(403, "insufficient_scope");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer rcc_AAAA")]
    [InlineData("Basic cmNjXw==")]
    public async Task Nobody_without_a_key_gets_a_token_at_hand(string? authorization)
    {
        _api.Authorization = authorization;

        (await _api.GetAsync(_address)).MustBe(401, "invalid_api_key");
    }

    [Fact]
    public async Task Other_methods_and_writings_of_the_address_get_what_they_get_for_any_token()
    {
        (await _api.SendAsync(HttpMethod.Post, _address)).MustBe(404, "not_found");
        (await _api.GetAsync(_address.ToUpperInvariant())).MustBe(404, "connection_not_found");
        (await _api.GetAsync(_address + "?unknown=1")).MustBe(400, "validation_failed");
    }

    /// <summary>Without what counts down.</summary>
    private static string[] Stated(RawAnswer answer) => [.. answer.Json.EnumerateObject().Where(member => member.Name != "expires_in").Select(member => $"{member.Name} {member.Value}")];

    private static string[] Headers(RawAnswer answer) =>
    [
        .. answer.Response.Headers.Concat(answer.Response.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length")).Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal),
    ];
}
