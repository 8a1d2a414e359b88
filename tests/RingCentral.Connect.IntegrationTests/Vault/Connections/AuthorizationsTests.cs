using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Connections;

public sealed class AuthorizationsTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private static readonly SessionOwner Ines = new("256440016", "37439510") { Name = "Ines Castellan", Email = "ines@example.com", ExtensionNumber = "101" };
    private static readonly SessionOwner Tomas = new("256440017", "37439510") { Name = "Tomas Okonedo" };

    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Node.NothingIsDueAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task First_authorization_makes_an_active_connection_that_begins_warm()
    {
        var stored = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines, "first"));

        var (connection, session) = (await Node.ConnectionAsync(stored.ConnectionId), await Node.SessionAsync(stored.ConnectionId));
        Assert.True(stored.IsNew);
        Assert.Equal(("first", ConnectionState.Active, "256440016", "37439510"), (connection.ExternalId, connection.State, connection.OwnerId, connection.AccountId));
        Assert.Equal(("Ines Castellan", "ines@example.com", "101"), (connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber));
        Assert.Equal(PairFor("first"), await Node.StoredPairAsync(stored.ConnectionId));
        Assert.Equal(session.HoldUntil.AddSeconds(1), session.DueAt);
        Assert.Equal((EventTypes.Connected, Actors.User), Assert.Single((await Node.EventsAsync(stored.ConnectionId)).Select(told => (told.Type, told.Actor))));
    }

    [Fact]
    public async Task Person_who_connects_without_an_app_gets_an_external_id_of_their_own()
    {
        var stored = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines with { Id = "99" }, null));

        Assert.Equal("ringcentral:99", (await Node.ConnectionAsync(stored.ConnectionId)).ExternalId);
    }

    [Fact]
    public async Task Reconnect_keeps_the_id_and_queues_the_old_session_until_its_hold_has_ended()
    {
        var first = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines, "again"));
        var before = await Node.SessionAsync(first.ConnectionId);

        var second = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines, "again", "new"));

        var session = await Node.SessionAsync(first.ConnectionId);
        Assert.Equal((first.ConnectionId, false), (second.ConnectionId, second.IsNew));
        Assert.Equal(PairFor("new"), await Node.StoredPairAsync(first.ConnectionId));
        Assert.Equal(before.Generation + 1, session.Generation);
        Assert.NotEqual(before.Key, session.Key);
        var queued = Assert.Single(await Node.RevocationsAsync());
        Assert.Equal(("replaced", before.HoldUntil, before.RefreshExpiresAt), (queued.Cause, queued.NextAttemptAt, queued.ExpiresAt));
        Assert.Equal(PairFor("again"), Node.Get<TokenPairProtector>().OpenForRevocation(queued.Id, queued.Ciphertext));
        Assert.Equal([EventTypes.Connected, EventTypes.Reconnected], (await Node.EventsAsync(first.ConnectionId)).Select(told => told.Type));
    }

    [Fact]
    public async Task Reconnect_of_a_flagged_connection_makes_it_active_and_queues_the_dead_pair_at_once()
    {
        var id = await Node.AddAsync((connection, session) =>
        {
            (connection.State, connection.Reason, connection.RingCentralCode) = (ConnectionState.NeedsReauthorization, StateReason.SessionEnded, "OAU-213");
            (session.DueAt, session.HoldUntil, session.Failures) = (null, Node.Now.AddMinutes(40), 2);
        });

        await StoreAsync(new SessionOwner("17", null), null, "flagged", id);

        var (connection, session) = (await Node.ConnectionAsync(id), await Node.SessionAsync(id));
        Assert.Equal((ConnectionState.Active, null, null, 0), (connection.State, connection.Reason, connection.RingCentralCode, session.Failures));
        Assert.True(Assert.Single(await Node.RevocationsAsync()).NextAttemptAt <= Node.Now);
    }

    [Fact]
    public async Task Another_user_is_refused_and_the_session_that_came_is_queued()
    {
        var first = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines, "owned"));

        var refused = Assert.IsType<StoreResult.OtherUser>(await StoreAsync(Tomas, "owned", "stranger"));

        Assert.Equal(("Ines Castellan", "Tomas Okonedo"), (refused.Expected.Name, refused.Actual.Name));
        Assert.Equal(PairFor("owned"), await Node.StoredPairAsync(first.ConnectionId));
        var queued = Assert.Single(await Node.RevocationsAsync());
        Assert.Equal(("other_user", null), (queued.Cause, queued.ConnectionId));
        Assert.Equal(PairFor("stranger"), Node.Get<TokenPairProtector>().OpenForRevocation(queued.Id, queued.Ciphertext));
    }

    [Fact]
    public async Task Same_owner_id_in_another_account_is_another_user()
    {
        await StoreAsync(Ines, "account");

        Assert.IsType<StoreResult.OtherUser>(await StoreAsync(Ines with { AccountId = "1" }, "account", "other"));
        Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines with { AccountId = null }, "account", "unknown"));
        Assert.Equal("37439510", (await Node.ConnectionAsync(await IdOfAsync("account"))).AccountId);
    }

    [Fact]
    public async Task Disconnected_connection_may_be_taken_by_another_user_who_inherits_nothing_of_the_first()
    {
        var first = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines, "moved"));
        await Node.Get<ConnectionChanges>().DisconnectAsync(first.ConnectionId, Actors.User, Cancelled);

        var second = Assert.IsType<StoreResult.Stored>(await StoreAsync(new SessionOwner("311872001", null), "moved", "new"));

        var connection = await Node.ConnectionAsync(first.ConnectionId);
        Assert.Equal(first.ConnectionId, second.ConnectionId);
        Assert.Equal((ConnectionState.Active, "311872001"), (connection.State, connection.OwnerId));
        Assert.Equal((null, null, null, null), (connection.AccountId, connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber));
    }

    [Fact]
    public async Task Two_who_connect_one_external_id_at_once_make_one_connection()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => StoreAsync(new SessionOwner("311872777", "37439510"), "race", $"race-{number}")));

        var stored = results.Select(result => Assert.IsType<StoreResult.Stored>(result)).ToList();
        Assert.Single(stored.Select(result => result.ConnectionId).Distinct());
        Assert.Single(stored, result => result.IsNew);
        Assert.Equal(5, (await Node.RevocationsAsync()).Count);
        Assert.Equal(6, (await Node.SessionAsync(stored[0].ConnectionId)).Generation);
    }

    [Fact]
    public async Task Sixth_session_of_a_user_is_refused_and_queued_unless_it_replaces_one()
    {
        var owner = new SessionOwner("311872555", "37439510");
        for (var number = 1; number <= 5; number++)
        {
            Assert.IsType<StoreResult.Stored>(await StoreAsync(owner, $"place-{number}"));
        }

        var before = (await Node.RevocationsAsync()).Count;
        Assert.IsType<StoreResult.SessionLimit>(await StoreAsync(owner, "place-6"));
        Assert.Equal(before + 1, (await Node.RevocationsAsync()).Count);

        Assert.IsType<StoreResult.Stored>(await StoreAsync(owner, "place-5", "place-5-again"));
    }

    [Fact]
    public async Task Session_without_a_refresh_token_is_not_kept()
    {
        var reply = Rows.Reply(Node.Now, PairFor("none")) with { RefreshToken = null, RefreshTokenExpiresIn = null };
        var session = new AuthorizedSession(ServerOrigin.Of(VaultFixture.Nowhere), reply, Ines);

        Assert.IsType<StoreResult.NoRefreshToken>(await Node.Get<Authorizations>().StoreAsync(session, new ConnectTarget(null, "none"), Cancelled));

        Assert.Null(await Node.Get<ConnectionReader>().FindByExternalIdAsync("none", Cancelled));
    }

    [Fact]
    public async Task Connection_that_is_gone_cannot_be_reconnected_and_the_session_is_queued()
    {
        Assert.IsType<StoreResult.ConnectionGone>(await StoreAsync(Ines, null, "gone", Guid.CreateVersion7(Node.Now)));

        Assert.Equal("connection_gone", Assert.Single(await Node.RevocationsAsync()).Cause);
    }

    [Fact]
    public async Task Old_pair_that_does_not_open_keeps_nobody_from_reconnecting()
    {
        var id = await Node.AddAsync((_, session) => session.Ciphertext = [1, 2, 3]);

        Assert.IsType<StoreResult.Stored>(await StoreAsync(new SessionOwner("17", null), null, "opened", id));

        Assert.Equal(PairFor("opened"), await Node.StoredPairAsync(id));
    }

    private static TokenPair PairFor(string name) => new(new AccessToken("access-" + name), new RefreshToken("refresh-" + name));

    private Task<StoreResult> StoreAsync(SessionOwner owner, string? externalId, string? pair = null, Guid? id = null)
    {
        var session = new AuthorizedSession(ServerOrigin.Of(VaultFixture.Nowhere), Rows.Reply(Node.Now, PairFor(pair ?? externalId ?? "own")), owner);
        return Node.Get<Authorizations>().StoreAsync(session, new ConnectTarget(id, externalId), Cancelled);
    }

    private async Task<Guid> IdOfAsync(string externalId) => (await Node.Get<ConnectionReader>().FindByExternalIdAsync(externalId, Cancelled))!.Connection.Id;
}
