using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.Vault.Revocations;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

public sealed class ConnectionActionsTests(ImpatientFixture fixture) : IClassFixture<ImpatientFixture>, IAsyncLifetime
{
    private readonly RawApi _api = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    [Fact]
    public async Task Rotate_breaks_the_hold_and_answers_the_connection_without_counting_as_a_use()
    {
        var (id, _) = await ImportAsync();
        var before = await Node.SessionAsync(id);

        var answer = (await RotateAsync(id)).MustBe(200);

        Assert.Equal((2, "active"), (answer.Json.GetProperty("generation").GetInt32(), answer.Json.GetProperty("state").GetString()));
        Assert.True(before.HoldUntil > Node.Now, "The hold was in force.");
        Assert.Null((await Node.SessionAsync(id)).LastUsedAt);
        Assert.NotNull(answer.Response.Headers.ETag);
    }

    [Fact]
    public async Task Paused_connection_is_rotated_all_the_same()
    {
        var (id, _) = await ImportAsync();
        (await _api.PatchAsync($"connections/{id}", """{"paused":true}""")).MustBe(200);

        Assert.True((await RotateAsync(id)).MustBe(200).Json.GetProperty("paused").GetBoolean());
    }

    [Theory]
    [InlineData(ConnectionState.NeedsReauthorization, 409, "reauthorization_required")]
    [InlineData(ConnectionState.Pending, 409, "connection_pending")]
    [InlineData(ConnectionState.Disconnected, 410, "connection_disconnected")]
    public async Task State_that_forbids_a_rotation_says_so(ConnectionState state, int status, string code)
    {
        var id = await Node.AddAsync((connection, _) => connection.State = state);

        (await RotateAsync(id)).MustBe(status, code);
    }

    [Fact]
    public async Task Blocked_connection_is_asked_for_ahead_of_its_time()
    {
        var (id, owner) = await ImportAsync();
        await fixture.Simulator.DoAsync(owner, "disable");
        (await RotateAsync(id)).MustBe(409, "connection_blocked");
        Assert.Equal("blocked", (await _api.GetAsync($"connections/{id}")).Json.GetProperty("state").GetString());

        (await RotateAsync(id)).MustBe(409, "connection_blocked");
        await fixture.Simulator.DoAsync(owner, "restore");

        Assert.Equal("active", (await RotateAsync(id)).MustBe(200).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Session_that_turns_out_dead_is_told_in_the_same_call()
    {
        var (id, owner) = await ImportAsync();
        await fixture.Simulator.DoAsync(owner, "delete");

        var answer = (await RotateAsync(id)).MustBe(409, "reauthorization_required");

        Assert.Equal("user_deleted", answer.Json.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task RingCentral_that_does_not_answer_is_told_with_a_time_to_come_back()
    {
        var id = await Node.AddAsync();

        Assert.NotNull((await RotateAsync(id)).MustBe(503, "ringcentral_unavailable").Header("Retry-After"));
    }

    [Fact]
    public async Task Budget_that_is_spent_puts_the_rotation_first_in_its_queue()
    {
        await using var node = await fixture.NodeAsync("--RingCentral:AuthBudget:RequestsPerMinute=1");
        await node.StartAsync();
        using var api = new RawApi(node.Url) { Authorization = _api.Authorization };
        var (id, _) = await ImportAsync();
        RawAnswer answer;
        var rotations = 0;
        do
        {
            answer = await api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate");
        }
        while (answer.Status == 200 && ++rotations < 5);

        answer.MustBe(503, "ringcentral_unavailable");
        Assert.Equal(Data.Sessions.DueClass.Wanted, (await Node.SessionAsync(id)).DueClass);
    }

    [Fact]
    public async Task Pair_that_does_not_open_is_told_as_vault_unavailable() =>
        (await RotateAsync(await Node.AddAsync((_, session) => (session.Ciphertext, session.HoldUntil) = ([1, 2, 3], Node.Now.AddMinutes(10))))).MustBe(503, "vault_unavailable");

    [Fact]
    public async Task Rotations_of_one_connection_are_limited()
    {
        var (id, _) = await ImportAsync();
        RawAnswer answer;
        var rotations = 0;
        do
        {
            answer = await RotateAsync(id);
        }
        while (answer.Status == 200 && ++rotations < 20);

        Assert.NotNull(answer.MustBe(429, "rate_limited").Header("Retry-After"));
        Assert.InRange(rotations, 6, 12);
        (await _api.GetAsync($"connections/{id}/token?force=true")).MustBe(429, "rate_limited");
        (await _api.GetAsync($"connections/{id}/token?min_ttl=3400")).MustBe(429, "rate_limited");
        (await _api.GetAsync($"connections/{id}/token?min_ttl=60")).MustBe(200);
    }

    [Fact]
    public async Task Body_where_none_belongs_is_refused()
    {
        var id = await Node.AddAsync();

        (await _api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate", """{"force":true}""")).MustBeInvalid("body");
        (await _api.SendAsync(HttpMethod.Post, $"connections/{id}/disconnect", """{"now":true}""")).MustBeInvalid("body");
        (await _api.SendAsync(HttpMethod.Delete, $"connections/{id}", """{"really":true}""")).MustBeInvalid("body");
        (await _api.SendAsync(HttpMethod.Delete, $"connections/{id}", " { } ")).MustBe(204);
    }

    [Fact]
    public async Task Delete_erases_the_person_ends_the_session_and_frees_the_external_id()
    {
        await Node.NothingIsDueAsync();
        var (id, owner) = await ImportAsync();
        var externalId = (await Node.ConnectionAsync(id)).ExternalId;

        Assert.Empty((await _api.SendAsync(HttpMethod.Delete, $"connections/{id}")).MustBe(204).Text);

        (await _api.GetAsync($"connections/{id}")).MustBe(404, "connection_not_found");
        (await _api.GetAsync($"connections/by-external-id/{externalId}")).MustBe(404, "connection_not_found");
        (await _api.SendAsync(HttpMethod.Delete, $"connections/{id}")).MustBe(404, "connection_not_found");
        await using (var context = await Node.ContextAsync())
        {
            Assert.DoesNotContain(context.Sessions, session => session.ConnectionId == id);
        }

        Assert.Equal(["connection.imported", "connection.deleted"], (await Node.EventsAsync(id)).Select(entry => entry.Type));
        Assert.True(await Node.Get<RevocationRunner>().RunNextAsync(TestContext.Current.CancellationToken));
        Assert.All(await fixture.Simulator.SessionsOfAsync(owner), session => Assert.True(session.TryGetProperty("ended", out _)));
        var next = await Node.AddAsync((connection, _) => connection.ExternalId = externalId);
        Assert.Equal(next.ToString(), (await _api.GetAsync($"connections/by-external-id/{externalId}")).MustBe(200).Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Rotation_under_way_of_a_deleted_connection_is_revoked_and_brings_nothing_back()
    {
        await Node.NothingIsDueAsync();
        var (id, owner) = await ImportAsync();
        await fixture.Simulator.AddFaultAsync(new { kind = "delay", grant = "refresh_token", owner_id = owner, delay = "00:00:02", count = 1 });
        var rotating = RotateAsync(id);
        await TestKit.Waiting.Eventually.TrueAsync(async () => (await Node.SessionAsync(id)).RotationId is not null);

        (await _api.SendAsync(HttpMethod.Delete, $"connections/{id}")).MustBe(204);

        (await rotating).MustBe(404, "connection_not_found");
        await TestKit.Waiting.Eventually.TrueAsync(async () => (await Node.RevocationsAsync()).Count == 2);
        (await _api.GetAsync($"connections/{id}")).MustBe(404, "connection_not_found");
    }

    [Fact]
    public async Task Actions_need_their_scopes()
    {
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync("connections:read", "tokens:read") };
        var id = await Node.AddAsync();

        (await api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate")).MustBe(403, "insufficient_scope");
        (await api.SendAsync(HttpMethod.Delete, $"connections/{id}")).MustBe(403, "insufficient_scope");
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<RawAnswer> RotateAsync(Guid id) => _api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate");

    private async Task<(Guid Id, string Owner)> ImportAsync()
    {
        var line = Assert.Single(await fixture.Simulator.SeedAsync(1));
        return (Guid.Parse(Assert.Single(await fixture.Api.ImportedIdsAsync([line]))), TestKit.Api.Connections.Member(line, "owner_id"));
    }
}

/// <summary>A node whose callers wait a moment only, and that may talk to a server which does not answer.</summary>
public sealed class ImpatientFixture(PostgresFixture postgres) : LiveFixture(postgres)
{
    protected override IReadOnlyList<string> Settings => ["--TokenApi:MaxWait=00:00:04", $"--RingCentral:Servers:0={VaultFixture.Nowhere}"];
}
