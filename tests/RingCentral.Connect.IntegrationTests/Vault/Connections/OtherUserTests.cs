using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Connections;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Connections;

/// <summary>A connection that an administrator lets another RingCentral user take over.</summary>
public sealed class OtherUserTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private static readonly SessionOwner Ines = new("256440016", "37439510") { Name = "Ines Castellan", Email = "ines@example.com", ExtensionNumber = "101" };
    private static readonly SessionOwner Tomas = new("256440017", "37439510") { Name = "Tomas Okonedo" };

    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Node.NothingIsDueAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Another_user_whom_an_administrator_allows_takes_it_over_once_and_inherits_nothing()
    {
        var first = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines with { Id = "311872560" }, "handed"));
        Assert.True(await Node.Get<ConnectionChanges>().AllowAnotherUserAsync(first.ConnectionId, allow: true, Actors.Admin("Wren"), Cancelled));
        Assert.Equal(PairFor("handed"), await Node.StoredPairAsync(first.ConnectionId));

        var second = Assert.IsType<StoreResult.Stored>(await StoreAsync(Tomas, "handed", "taken"));
        Assert.IsType<StoreResult.OtherUser>(await StoreAsync(Ines with { Id = "311872560" }, "handed", "back"));

        var connection = await Node.ConnectionAsync(first.ConnectionId);
        Assert.Equal((first.ConnectionId, false), (second.ConnectionId, second.IsNew));
        Assert.Equal(("256440017", "Tomas Okonedo", null, null), (connection.OwnerId, connection.OwnerName, connection.OwnerEmail, connection.OtherUserAllowedUntil));
        Assert.Equal(PairFor("taken"), await Node.StoredPairAsync(first.ConnectionId));
        Assert.Equal(
            [(EventTypes.Connected, Actors.User), (EventTypes.OtherUserAllowed, "admin:Wren"), (EventTypes.Reconnected, Actors.User)],
            (await Node.EventsAsync(first.ConnectionId)).Select(told => (told.Type, told.Actor)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Allowance_ends_by_itself_or_is_taken_back(bool byItself)
    {
        var stored = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines with { Id = "311872559" }, $"kept-{byItself}"));
        var changes = Node.Get<ConnectionChanges>();
        await changes.AllowAnotherUserAsync(stored.ConnectionId, allow: true, Actors.Admin("Wren"), Cancelled);
        if (byItself)
        {
            await using var context = await Node.ContextAsync();
            (await context.Connections.FindAsync([stored.ConnectionId], Cancelled))!.OtherUserAllowedUntil = Node.Now;
            await context.SaveChangesAsync(Cancelled);
        }
        else
        {
            await changes.AllowAnotherUserAsync(stored.ConnectionId, allow: false, Actors.Admin("Wren"), Cancelled);
        }

        Assert.IsType<StoreResult.OtherUser>(await StoreAsync(Tomas, $"kept-{byItself}", "late"));
    }

    [Fact]
    public async Task Another_user_who_is_allowed_has_a_session_more_and_not_more_than_five()
    {
        var owner = new SessionOwner("311872556", "37439510");
        for (var number = 1; number <= 5; number++)
        {
            Assert.IsType<StoreResult.Stored>(await StoreAsync(owner, $"full-{number}"));
        }

        var other = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines with { Id = "311872557" }, "full-other"));
        await Node.Get<ConnectionChanges>().AllowAnotherUserAsync(other.ConnectionId, allow: true, Actors.Admin("Wren"), Cancelled);

        Assert.IsType<StoreResult.SessionLimit>(await StoreAsync(owner, "full-other", "sixth"));
    }

    [Fact]
    public async Task Connection_that_nobody_holds_is_anybodys_already()
    {
        var stored = Assert.IsType<StoreResult.Stored>(await StoreAsync(Ines with { Id = "311872558" }, "free"));
        await Node.Get<ConnectionChanges>().DisconnectAsync(stored.ConnectionId, Actors.User, Cancelled);

        Assert.False(await Node.Get<ConnectionChanges>().AllowAnotherUserAsync(stored.ConnectionId, allow: true, Actors.Admin("Wren"), Cancelled));
    }

    private static TokenPair PairFor(string name) => new(new AccessToken("access-" + name), new RefreshToken("refresh-" + name));

    private Task<StoreResult> StoreAsync(SessionOwner owner, string externalId, string? pair = null)
    {
        var session = new AuthorizedSession(ServerOrigin.Of(VaultFixture.Nowhere), Rows.Reply(Node.Now, PairFor(pair ?? externalId)), owner);
        return Node.Get<Authorizations>().StoreAsync(session, new ConnectTarget(null, externalId), Cancelled);
    }
}
