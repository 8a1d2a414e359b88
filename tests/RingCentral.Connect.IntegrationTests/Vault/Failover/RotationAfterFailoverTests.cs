using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.Vault.Failover;
using RingCentral.Connect.Vault.Reading;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Failover;

/// <summary>What meets a row that went back before everything was compared.</summary>
public sealed class RotationAfterFailoverTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Node.NothingIsDueAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Spent_refresh_token_is_not_asked_with_where_the_node_knows_the_next_pair()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        await Node.PutBackAsync(before);
        var claim = await Node.ClaimAsync(before.ConnectionId);

        // Nobody answers where this node's RingCentral is: an ask would end otherwise.
        Assert.Equal(RotationOutcome.Overtaken, await Node.Get<Rotator>().RotateAsync(claim, AskPermit.Unlimited));

        Assert.Equal(Rows.PairOf(before.ConnectionId, 2), await Node.StoredPairAsync(before.ConnectionId));
        Assert.Null((await Node.SessionAsync(before.ConnectionId)).RotationId);
    }

    [Fact]
    public async Task Rotation_under_way_commits_to_a_row_that_went_back_further_than_its_claim()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await using var other = await fixture.NodeAsync();
        await other.CommitNextAsync(before.ConnectionId);
        await Node.EndHoldAsync(before.ConnectionId);
        var claim = await Node.ClaimAsync(before.ConnectionId);
        await Node.PutBackAsync(before);

        var pair = Rows.PairOf(before.ConnectionId, 3);
        Assert.Equal(Settlement.Written, await Node.Get<RotationLedger>().CommitAsync(claim, Rows.Reply(claim.ClaimedAt, pair), pair));

        Assert.Equal(3, (await Node.SessionAsync(before.ConnectionId)).Generation);
        Assert.Equal(pair, await Node.StoredPairAsync(before.ConnectionId));
    }

    [Fact]
    public async Task Flag_of_another_node_does_not_outlive_the_next_look()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        await Node.PutBackAsync(before);
        await using var other = await fixture.NodeAsync();
        var claim = await other.ClaimAsync(before.ConnectionId);
        var refused = new RotationPlan.LeaveActive(ConnectionState.NeedsReauthorization, StateReason.SessionEnded, ProbeAfter: null) { Failure = "OAU-213" };
        Assert.Equal(Settlement.Written, await other.Get<RotationLedger>().LeaveActiveAsync(claim, refused));

        Assert.Equal(1, await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled));

        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(before.ConnectionId)).State);
    }

    [Fact]
    public async Task Refusal_that_comes_after_the_pair_was_written_back_flags_nobody()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        await Node.PutBackAsync(before);
        await using var other = await fixture.NodeAsync();
        var claim = await other.ClaimAsync(before.ConnectionId);
        await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled);

        var refused = new RotationPlan.LeaveActive(ConnectionState.NeedsReauthorization, StateReason.SessionEnded, ProbeAfter: null) { Failure = "OAU-213" };
        Assert.Equal(Settlement.Superseded, await other.Get<RotationLedger>().LeaveActiveAsync(claim, refused));

        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(before.ConnectionId)).State);
    }

    [Fact]
    public async Task Token_of_a_hold_whose_end_was_lost_is_not_handed_out()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        await Node.PutBackAsync(before, session => session.HoldUntil = Node.Now.AddMinutes(20));

        var found = await Node.Get<HeldSessions>().FindAsync(ConnectionKey.Of(before.ConnectionId), Cancelled);

        Assert.Equal(2, found?.Session?.Generation);
    }
}
