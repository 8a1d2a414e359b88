using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Jwt;

public sealed class JwtRaceTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.Simulator.ClearFaultsAsync();
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = true });
        await Node.NothingIsDueAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Of_two_nodes_the_first_commit_wins_and_the_loser_ends_its_own_session()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await using var other = await fixture.NodeAsync();
        await Node.EndHoldAsync(id);
        var first = await Node.ClaimAsync(id);
        await Node.ChangeAsync(id, session => session.ClaimDeadline = session.DueAt = Node.Now.AddSeconds(-2));
        var second = (await other.Get<RotationClaims>().ClaimOneAsync(id, 1, Cancelled))!;
        await fixture.Simulator.AddFaultAsync(new { kind = "hold_reply", grant = "jwt_bearer", owner_id = user.OwnerId, count = 1, delay = "00:00:20" });

        var slow = Node.Get<Rotator>().RotateAsync(first, AskPermit.Unlimited);
        await TestKit.Waiting.Eventually.TrueAsync(async () => await user.AsksAsync(fixture) == 2);
        await Node.AgeAsksAsync(TimeSpan.FromSeconds(30));
        var fast = await other.Get<Rotator>().RotateAsync(second, AskPermit.Unlimited);
        await fixture.Simulator.ClearFaultsAsync();

        Assert.Equal((RotationOutcome.Rotated, RotationOutcome.Overtaken), (fast, await slow));
        Assert.Equal(["followed_by_jwt", "jwt_overtaken"], (await Node.RevocationsAsync()).Select(row => row.Cause));
        await Node.RevokeAllAsync();
        Assert.Single(await user.LiveSessionsAsync(fixture));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync((await Node.StoredPairAsync(id)).AccessToken.Reveal()));
        Assert.Equal(0, await Node.OpenAsksAsync(id));
    }

    [Fact]
    public async Task New_jwt_that_comes_while_the_old_one_is_asked_wins()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await Node.EndHoldAsync(id);
        await fixture.Simulator.AddFaultAsync(new { kind = "hold_reply", grant = "jwt_bearer", owner_id = user.OwnerId, count = 1, delay = "00:00:20" });
        var slow = Node.Get<Rotator>().RotateAsync(await Node.ClaimAsync(id), AskPermit.Unlimited);
        await TestKit.Waiting.Eventually.TrueAsync(async () => await user.AsksAsync(fixture) == 2);
        await Node.AgeAsksAsync(TimeSpan.FromSeconds(30));

        await (user with { Assertion = await fixture.Simulator.JwtAsync(user.OwnerId) }).ConnectAsync(fixture);
        await fixture.Simulator.ClearFaultsAsync();

        Assert.Equal(RotationOutcome.Overtaken, await slow);
        await Node.RevokeAllAsync();
        Assert.Equal(2, (await Node.SessionAsync(id)).Generation);
        Assert.Single(await user.LiveSessionsAsync(fixture));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync((await Node.StoredPairAsync(id)).AccessToken.Reveal()));
    }

    [Fact]
    public async Task Commit_that_is_repeated_after_an_unknown_outcome_revokes_nothing_that_is_kept()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await Node.EndHoldAsync(id);
        var claim = await Node.ClaimAsync(id);
        var (asks, ask) = (Node.Get<JwtAsks>(), Guid.CreateVersion7(Node.Now));
        Assert.Null(await asks.BeginAsync(ask, id, new(user.Assertion), Cancelled));
        Assert.Null(await asks.BeginAsync(ask, id, new(user.Assertion), Cancelled));
        var reply = Rows.Reply(Node.Now, Rows.PairOf(id, 2));

        Assert.IsType<JwtRenewalResult.Opened>(await Node.Get<JwtSettlements>().CommitAsync(claim, ask, reply, Cancelled));
        Assert.IsType<JwtRenewalResult.Opened>(await Node.Get<JwtSettlements>().CommitAsync(claim, ask, reply, Cancelled));
        await Node.Get<JwtSettlements>().GiveUpAsync(Node.Get<JwtOpening>().Server, ask, reply, Cancelled);

        Assert.Equal("followed_by_jwt", Assert.Single(await Node.RevocationsAsync()).Cause);
        Assert.Equal(2, (await Node.SessionAsync(id)).Generation);
    }
}
