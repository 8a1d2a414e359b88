using System.Text.Json.Nodes;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Connections;

public sealed class ConnectionChangesTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private ConnectionChanges Changes => Node.Get<ConnectionChanges>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Node.NothingIsDueAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Disconnect_leaves_no_token_but_the_one_that_is_queued_at_once()
    {
        var id = await Node.AddAsync((_, session) => session.HoldUntil = Node.Now.AddMinutes(40));

        Assert.True(await Changes.DisconnectAsync(id, "api:test", Cancelled));

        var (connection, session) = (await Node.ConnectionAsync(id), await Node.SessionAsync(id));
        Assert.Equal((ConnectionState.Disconnected, null), (connection.State, connection.Reason));
        Assert.Equal((null, null, null), (session.Ciphertext, session.KeyId, session.DueAt));
        var queued = Assert.Single(await Node.RevocationsAsync());
        Assert.True(queued.NextAttemptAt <= Node.Now);
        Assert.Equal((EventTypes.Disconnected, "api:test"), Assert.Single((await Node.EventsAsync(id)).Select(told => (told.Type, told.Actor))));
    }

    [Fact]
    public async Task Disconnect_a_second_time_changes_nothing()
    {
        var id = await Node.AddAsync();
        await Changes.DisconnectAsync(id, Actors.User, Cancelled);
        var before = await Node.ConnectionAsync(id);

        Assert.True(await Changes.DisconnectAsync(id, Actors.User, Cancelled));

        Assert.Equal((before.Revision, before.StateSince), ((await Node.ConnectionAsync(id)).Revision, (await Node.ConnectionAsync(id)).StateSince));
        Assert.Single(await Node.RevocationsAsync());
    }

    [Fact]
    public async Task Disconnect_of_nothing_says_so() => Assert.False(await Changes.DisconnectAsync(Guid.CreateVersion7(Node.Now), Actors.User, Cancelled));

    [Fact]
    public async Task Disconnect_during_a_rotation_wins()
    {
        var id = await Node.AddAsync();
        var claim = (await Node.Get<RotationClaims>().ClaimOneAsync(id, 1, Cancelled))!;
        await Changes.DisconnectAsync(id, Actors.User, Cancelled);

        await Node.Get<RotationLedger>().PostponeAsync(claim, new RotationPlan.Retry(TimeSpan.FromSeconds(1), true) { Failure = "HTTP 503" });

        var session = await Node.SessionAsync(id);
        Assert.Equal((null, null, 0), (session.DueAt, session.Ciphertext, session.Failures));
        Assert.Equal(ConnectionState.Disconnected, (await Node.ConnectionAsync(id)).State);
    }

    [Fact]
    public async Task Edit_changes_what_it_names_and_counts_the_revision()
    {
        var id = await Node.AddAsync((connection, _) => connection.Metadata = """{"a":1,"b":{"c":2}}""");
        var edit = new ConnectionEdit { ExternalId = $"renamed-{id}", Paused = true, KeepAlive = KeepAlivePreference.Warm, Metadata = Json("""{"a":null,"b":{"d":3}}""") };

        Assert.Equal(EditResult.Done, await Changes.EditAsync(id, edit, "api:test", Cancelled));

        var connection = await Node.ConnectionAsync(id);
        Assert.Equal(($"renamed-{id}", true, KeepAlivePreference.Warm, 1L), (connection.ExternalId, connection.Paused, connection.KeepAlive, connection.Revision));
        Assert.True(JsonNode.DeepEquals(Json("""{"b":{"c":2,"d":3}}"""), JsonNode.Parse(connection.Metadata)));
        Assert.Equal(EventTypes.Changed, Assert.Single(await Node.EventsAsync(id)).Type);
    }

    [Fact]
    public async Task Edit_based_on_an_older_revision_is_refused()
    {
        var id = await Node.AddAsync();
        Assert.Equal(EditResult.Done, await Changes.EditAsync(id, new ConnectionEdit { Paused = true, ExpectedRevision = 0 }, "api:test", Cancelled));

        Assert.Equal(EditResult.RevisionMismatch, await Changes.EditAsync(id, new ConnectionEdit { Paused = false, ExpectedRevision = 0 }, "api:test", Cancelled));

        Assert.True((await Node.ConnectionAsync(id)).Paused);
    }

    [Fact]
    public async Task Edits_with_one_revision_at_once_let_one_through()
    {
        var id = await Node.AddAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(number =>
            Changes.EditAsync(id, new ConnectionEdit { Metadata = Json($$"""{"n":{{number}}}"""), ExpectedRevision = 0 }, "api:test", Cancelled)));

        Assert.Single(results, EditResult.Done);
        Assert.Equal(4, results.Count(result => result == EditResult.RevisionMismatch));
    }

    [Fact]
    public async Task Edits_at_once_without_a_revision_are_all_kept()
    {
        var id = await Node.AddAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(number =>
            Changes.EditAsync(id, new ConnectionEdit { Metadata = Json($$"""{"n{{number}}":true}""") }, "api:test", Cancelled)));

        Assert.Equal(5, Json((await Node.ConnectionAsync(id)).Metadata).Count);
        Assert.Equal([1L, 2, 3, 4, 5], (await Node.EventsAsync(id)).Select(told => told.Sequence));
    }

    [Fact]
    public async Task Metadata_that_is_written_during_a_rotation_is_not_lost()
    {
        var id = await Node.AddAsync((connection, _) => (connection.State, connection.Reason) = (ConnectionState.Blocked, StateReason.NetworkPolicy));
        var claim = (await Node.Get<RotationClaims>().ClaimOneAsync(id, 1, Cancelled))!;
        await Changes.EditAsync(id, new ConnectionEdit { Metadata = Json("""{"kept":true}""") }, "api:test", Cancelled);
        var pair = Rows.PairOf(id, 2);

        await Node.Get<RotationLedger>().CommitAsync(claim, Rows.Reply(Node.Now, pair), pair);

        var connection = await Node.ConnectionAsync(id);
        Assert.Equal((ConnectionState.Active, 2L), (connection.State, connection.Revision));
        Assert.True(Json(connection.Metadata).ContainsKey("kept"));
        Assert.Equal([EventTypes.Changed, EventTypes.Recovered], (await Node.EventsAsync(id)).Select(told => told.Type));
    }

    [Fact]
    public async Task External_id_of_another_connection_is_refused()
    {
        var taken = (await Node.ConnectionAsync(await Node.AddAsync())).ExternalId;
        var id = await Node.AddAsync();

        Assert.Equal(EditResult.ExternalIdTaken, await Changes.EditAsync(id, new ConnectionEdit { ExternalId = taken, Paused = true }, "api:test", Cancelled));

        Assert.False((await Node.ConnectionAsync(id)).Paused);
    }

    [Fact]
    public async Task Metadata_that_grows_too_large_is_refused()
    {
        var id = await Node.AddAsync((connection, _) => connection.Metadata = $$"""{"a":"{{new string('x', 8000)}}"}""");

        var result = await Changes.EditAsync(id, new ConnectionEdit { Metadata = Json($$"""{"b":"{{new string('x', 200)}}"}""") }, "api:test", Cancelled);

        Assert.Equal(EditResult.MetadataTooLarge, result);
    }

    [Fact]
    public async Task Wish_to_be_warm_moves_an_idle_sessions_rotation_up_and_the_wish_to_be_idle_moves_it_back()
    {
        var hold = Node.Now.AddMinutes(40);
        var id = await Node.AddAsync((_, session) => (session.HoldUntil, session.DueAt) = (hold, Node.Now.AddHours(20)));

        await Changes.EditAsync(id, new ConnectionEdit { KeepAlive = KeepAlivePreference.Warm }, "api:test", Cancelled);
        Assert.Equal(hold.AddSeconds(1), (await Node.SessionAsync(id)).DueAt);

        await Changes.EditAsync(id, new ConnectionEdit { KeepAlive = KeepAlivePreference.Idle }, "api:test", Cancelled);
        Assert.True((await Node.SessionAsync(id)).DueAt > Node.Now.AddHours(10));
    }

    [Fact]
    public async Task Wish_leaves_the_time_of_a_session_that_fails_or_is_being_rotated()
    {
        var failing = await Node.AddAsync((_, session) => (session.Failures, session.DueAt) = (1, Node.Now.AddMinutes(1)));
        var rotating = await Node.AddAsync();
        await Node.Get<RotationClaims>().ClaimOneAsync(rotating, 1, Cancelled);
        var before = (await Node.SessionAsync(failing)).DueAt;
        var deadline = (await Node.SessionAsync(rotating)).DueAt;

        await Changes.EditAsync(failing, new ConnectionEdit { KeepAlive = KeepAlivePreference.Warm }, "api:test", Cancelled);
        await Changes.EditAsync(rotating, new ConnectionEdit { KeepAlive = KeepAlivePreference.Warm }, "api:test", Cancelled);

        Assert.Equal(before, (await Node.SessionAsync(failing)).DueAt);
        Assert.Equal(deadline, (await Node.SessionAsync(rotating)).DueAt);
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
