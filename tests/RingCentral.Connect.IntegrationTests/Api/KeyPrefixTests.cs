using System.Text.Json;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

/// <summary>What a key may not see does not exist for it.</summary>
public sealed class KeyPrefixTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private readonly RawApi _api = new(fixture.Node.Url);
    private readonly string _prefix = $"acme{Guid.CreateVersion7(fixture.Node.Now):N}:";

    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (_, secret) = await Node.Get<ApiKeys>().CreateAsync(new NewApiKey("acme", ApiScopes.All) { ExternalIdPrefix = _prefix }, Cancelled);
        _api.Authorization = "Bearer " + secret.Reveal();
    }

    [Theory]
    [InlineData("GET", "connections/{id}", null)]
    [InlineData("GET", "connections/by-external-id/{external_id}", null)]
    [InlineData("GET", "connections/{id}/token", null)]
    [InlineData("GET", "connections/{id}/token?force=true", null)]
    [InlineData("GET", "connections/{id}/token?min_ttl=60", null)]
    [InlineData("GET", "connections/by-external-id/{external_id}/token", null)]
    [InlineData("POST", "connections/{id}/token/rejected", """{"generation":1}""")]
    [InlineData("PATCH", "connections/{id}", """{"paused":true}""")]
    [InlineData("POST", "connections/{id}/rotate", null)]
    [InlineData("POST", "connections/{id}/disconnect", null)]
    [InlineData("DELETE", "connections/{id}", null)]
    public async Task Connection_outside_the_prefix_is_not_found_and_stays_as_it_is(string method, string path, string? body)
    {
        var id = await Node.AddAsync((_, session) => (session.HoldUntil, session.DueAt) = (Node.Now.AddMinutes(30), Node.Now.AddMinutes(31)));
        var (connection, session) = (await Node.ConnectionAsync(id), await Node.SessionAsync(id));
        var address = path.Replace("{id}", id.ToString(), StringComparison.Ordinal).Replace("{external_id}", connection.ExternalId, StringComparison.Ordinal);

        (await _api.SendAsync(new HttpMethod(method), address, body)).MustBe(404, "connection_not_found");

        Assert.Equal(connection.Revision, (await Node.ConnectionAsync(id)).Revision);
        Assert.Equal(session.HoldUntil, (await Node.SessionAsync(id)).HoldUntil);
    }

    [Fact]
    public async Task Connection_within_the_prefix_is_there_even_after_another_key_has_read_it()
    {
        var id = await AddAsync("1");
        (await fixture.Api.GetTokenAsync(id)).MustBe(System.Net.HttpStatusCode.OK);

        (await _api.GetAsync($"connections/{id}")).MustBe(200);
        (await _api.GetAsync($"connections/{id}/token")).MustBe(200);
        (await _api.GetAsync($"connections/by-external-id/{Uri.EscapeDataString(_prefix)}1/token")).MustBe(200);
        (await _api.PatchAsync($"connections/{id}", """{"keep_alive":"idle"}""")).MustBe(200);
    }

    [Fact]
    public async Task Session_at_hand_is_not_given_to_a_key_that_may_not_see_it()
    {
        var line = Assert.Single(await fixture.Simulator.SeedAsync(1));
        var id = Assert.Single(await TestKit.Api.Connections.ImportedIdsAsync(fixture.Api, [line]));
        (await fixture.Api.GetTokenAsync(id)).MustBe(System.Net.HttpStatusCode.OK);
        (await fixture.Api.GetTokenAsync(id)).MustBe(System.Net.HttpStatusCode.OK);

        (await _api.GetAsync($"connections/{id}/token")).MustBe(404, "connection_not_found");
    }

    [Fact]
    public async Task Connection_cannot_be_moved_out_of_the_prefix()
    {
        var id = await AddAsync("1");

        (await _api.PatchAsync($"connections/{id}", """{"external_id":"elsewhere:1"}""")).MustBeInvalid("external_id");
        (await _api.PatchAsync($"connections/{id}", JsonSerializer.Serialize(new { external_id = _prefix + "2" }))).MustBe(200);
    }

    [Fact]
    public async Task Lists_and_events_hold_what_is_within_the_prefix()
    {
        await Node.AddAsync();
        var id = await AddAsync("1");
        (await _api.PatchAsync($"connections/{id}", """{"keep_alive":"idle"}""")).MustBe(200);
        (await fixture.Api.PatchConnectionAsync((await Node.AddAsync()).ToString(), new { keep_alive = "idle" })).MustBe(System.Net.HttpStatusCode.OK);

        var list = (await _api.GetAsync("connections")).MustBe(200).Json.GetProperty("data");
        var events = (await _api.GetAsync("events")).MustBe(200).Json;

        Assert.Equal([id], list.EnumerateArray().Select(connection => connection.GetProperty("id").GetString()));
        Assert.Equal([id], events.GetProperty("data").EnumerateArray().Select(entry => entry.GetProperty("connection_id").GetString()!).Distinct());
        var rest = (await _api.GetAsync($"events?after={events.GetProperty("next_cursor").GetString()}")).MustBe(200).Json;
        Assert.Empty(rest.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Import_takes_lines_within_the_prefix_alone()
    {
        var lines = await fixture.Simulator.SeedAsync(2);
        var mine = lines[0].Replace(TestKit.Api.Connections.Member(lines[0], "external_id"), _prefix + "7", StringComparison.Ordinal);

        var answer = (await _api.SendAsync(HttpMethod.Post, "connections/import", $"{mine}\n{lines[1]}", "application/x-ndjson")).MustBe(200);

        var results = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["created", "rejected"], results.Select(result => result.GetProperty("status").GetString()));
        Assert.Equal("validation_failed", results[1].GetProperty("code").GetString());
    }

    [Fact]
    public async Task JWT_outside_the_prefix_is_refused() =>
        (await _api.SendAsync(HttpMethod.Post, "connections/jwt", """{"external_id":"elsewhere:1","assertion":"a.b.c"}""")).MustBeInvalid("external_id");

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> AddAsync(string name) => (await Node.AddAsync((connection, session) =>
    {
        connection.ExternalId = _prefix + name;
        (session.HoldUntil, session.DueAt) = (Node.Now.AddMinutes(30), Node.Now.AddMinutes(31));
    })).ToString();
}
