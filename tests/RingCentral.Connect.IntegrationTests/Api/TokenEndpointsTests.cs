using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

public sealed class TokenEndpointsTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private readonly RawApi _api = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    [Fact]
    public async Task Token_has_the_fields_of_the_contract_and_works()
    {
        var id = Assert.Single(await fixture.Api.ImportedIdsAsync(await fixture.Simulator.SeedAsync(1)));
        string[] members =
        [
            "access_token", "account_id", "connection_id", "expires_at", "expires_in", "external_id", "generation", "owner_id", "scope", "server_url", "token_type",
        ];

        var answer = (await _api.GetAsync($"connections/{id}/token")).MustBe(200);

        Assert.Equal(members, answer.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        var left = answer.Json.GetProperty("expires_at").GetDateTimeOffset() - Node.Now;
        Assert.InRange(answer.Json.GetProperty("expires_in").GetInt64(), (long)left.TotalSeconds, (long)left.TotalSeconds + 5);
        Assert.Equal("Bearer", answer.Json.GetProperty("token_type").GetString());
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(answer.Json.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task Token_by_external_id_is_the_same()
    {
        var id = Assert.Single(await fixture.Api.ImportedIdsAsync(await fixture.Simulator.SeedAsync(1)));
        var token = (await _api.GetAsync($"connections/{id}/token")).MustBe(200).Json;

        var again = (await _api.GetAsync($"connections/by-external-id/{token.GetProperty("external_id").GetString()}/token")).MustBe(200).Json;

        Assert.Equal(token.GetProperty("access_token").GetString(), again.GetProperty("access_token").GetString());
        Assert.Equal(token.GetProperty("expires_at").GetString(), again.GetProperty("expires_at").GetString());
    }

    [Theory]
    [InlineData(ConnectionState.NeedsReauthorization, 409, "reauthorization_required")]
    [InlineData(ConnectionState.Blocked, 409, "connection_blocked")]
    [InlineData(ConnectionState.Pending, 409, "connection_pending")]
    [InlineData(ConnectionState.Disconnected, 410, "connection_disconnected")]
    public async Task Connection_that_is_not_active_says_why(ConnectionState state, int status, string code)
    {
        var id = await Node.AddAsync((connection, _) => (connection.State, connection.Reason) = (state, StateReason.UserDeleted));

        var answer = (await _api.GetAsync($"connections/{id}/token")).MustBe(status, code);

        Assert.Equal("user_deleted", answer.Json.GetProperty("reason").GetString());
        Assert.Equal((await Node.ConnectionAsync(id)).StateSince, answer.Json.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(state == ConnectionState.NeedsReauthorization, answer.Json.TryGetProperty("reconnect_url", out _));
    }

    [Fact]
    public async Task Reconnect_url_leads_to_this_service_and_is_null_for_a_JWT_connection()
    {
        var user = await Node.AddAsync((connection, _) => connection.State = ConnectionState.NeedsReauthorization);
        var jwt = await Node.AddAsync((connection, _) => (connection.State, connection.Reason) = (ConnectionState.NeedsReauthorization, StateReason.JwtInvalid));
        await using (var context = await Node.ContextAsync())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlAsync(
                context.Database, $"UPDATE connections SET kind = 'jwt' WHERE id = {jwt}", TestContext.Current.CancellationToken);
        }

        var url = (await _api.GetAsync($"connections/{user}/token")).MustBe(409, "reauthorization_required").Json.GetProperty("reconnect_url").GetString();

        Assert.StartsWith(new Uri(Node.Url, "/reconnect/").AbsoluteUri, url, StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await _api.GetAsync($"connections/{jwt}/token")).MustBe(409, "reauthorization_required").Json.GetProperty("reconnect_url").ValueKind);
    }

    [Fact]
    public async Task Paused_connection_hands_nothing_out_until_it_is_resumed()
    {
        var id = Assert.Single(await fixture.Api.ImportedIdsAsync(await fixture.Simulator.SeedAsync(1)));
        (await _api.PatchAsync($"connections/{id}", """{"paused":true}""")).MustBe(200);

        (await _api.GetAsync($"connections/{id}/token")).MustBe(409, "connection_paused");

        (await _api.PatchAsync($"connections/{id}", """{"paused":false}""")).MustBe(200);
        (await _api.GetAsync($"connections/{id}/token")).MustBe(200);
    }

    [Fact]
    public async Task Pair_that_does_not_open_is_told_as_vault_unavailable()
    {
        var id = await Node.AddAsync((_, session) => (session.Ciphertext, session.HoldUntil) = ([1, 2, 3], Node.Now.AddMinutes(10)));

        var answer = (await _api.GetAsync($"connections/{id}/token")).MustBe(503, "vault_unavailable");

        Assert.NotNull(answer.Header("Retry-After"));
    }

    [Fact]
    public async Task Caller_waits_no_longer_than_configured_and_is_told_when_to_come_back()
    {
        await using var node = await fixture.NodeAsync("--TokenApi:MaxWait=00:00:01");
        await node.StartAsync();
        using var api = new RawApi(node.Url) { Authorization = _api.Authorization };
        var line = Assert.Single(await fixture.Simulator.SeedAsync(1));
        var id = Assert.Single(await fixture.Api.ImportedIdsAsync([line]));
        await Node.ChangeAsync(Guid.Parse(id), session => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-5), Node.Now.AddSeconds(-4)));
        await fixture.Simulator.AddFaultAsync(new { kind = "delay", grant = "refresh_token", owner_id = TestKit.Api.Connections.Member(line, "owner_id"), delay = "00:00:04", count = 1 });

        var answer = (await api.GetAsync($"connections/{id}/token")).MustBe(503, "ringcentral_unavailable");

        Assert.InRange(int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 30);
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }
}
