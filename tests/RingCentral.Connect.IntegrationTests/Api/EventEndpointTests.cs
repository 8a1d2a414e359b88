using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

public sealed class EventEndpointTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private static readonly string[] Members =
        ["actor", "connection_id", "external_id", "id", "occurred_at", "reason", "request_id", "ringcentral_code", "sequence", "type"];

    private readonly RawApi _api = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    [Fact]
    public async Task Log_tells_what_happened_and_goes_on_where_a_reader_stopped()
    {
        var start = await EndAsync();
        var id = await Node.AddAsync();
        var externalId = (await Node.ConnectionAsync(id)).ExternalId;
        (await _api.PatchAsync($"connections/{id}", """{"paused":true}""")).MustBe(200);
        (await _api.SendAsync(HttpMethod.Post, $"connections/{id}/disconnect")).MustBe(200);

        var first = (await _api.GetAsync($"events?limit=1{start}")).MustBe(200);
        var rest = (await _api.GetAsync($"events?after={first.Json.GetProperty("next_cursor").GetString()}")).MustBe(200);
        var nothing = (await _api.GetAsync($"events?after={rest.Json.GetProperty("next_cursor").GetString()}")).MustBe(200);

        var changed = Assert.Single(first.Json.GetProperty("data").EnumerateArray());
        Assert.Equal(Members, changed.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ("connection.changed", id.ToString(), externalId, "api:test", 1),
            (changed.GetProperty("type").GetString(), changed.GetProperty("connection_id").GetString(), changed.GetProperty("external_id").GetString(), changed.GetProperty("actor").GetString(), changed.GetProperty("sequence").GetInt32()));
        Assert.Equal("connection.disconnected", Assert.Single(rest.Json.GetProperty("data").EnumerateArray()).GetProperty("type").GetString());
        Assert.Equal((0, rest.Json.GetProperty("next_cursor").GetString()), (nothing.Json.GetProperty("data").GetArrayLength(), nothing.Json.GetProperty("next_cursor").GetString()));
    }

    [Theory]
    [InlineData("after=abc", "after")]
    [InlineData("after=-1", "after")]
    [InlineData("after=0", "after")]
    [InlineData("after=007", "after")]
    [InlineData("after=99999999999999999999", "after")]
    [InlineData("after=", "after")]
    [InlineData("limit=201", "limit")]
    [InlineData("since=1", "since")]
    public async Task Query_that_is_not_valid_names_the_parameter(string query, string parameter) =>
        (await _api.GetAsync("events?" + query)).MustBeInvalid(parameter);

    [Fact]
    public async Task Log_needs_its_scope()
    {
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync("connections:read") };

        (await api.GetAsync("events")).MustBe(403, "insufficient_scope");
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> EndAsync()
    {
        var cursor = "";
        while (true)
        {
            var page = (await _api.GetAsync($"events?limit=200{cursor}")).MustBe(200);
            cursor = page.Json.GetProperty("next_cursor").GetString() is { } next ? "&after=" + next : "";
            if (page.Json.GetProperty("data").GetArrayLength() == 0)
            {
                return cursor;
            }
        }
    }
}
