using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.Vault.Fleet;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Jwt;

public sealed class JwtRenewalTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
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
    public async Task Session_is_rotated_by_its_refresh_token_where_it_has_one()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);

        Assert.Equal(RotationOutcome.Rotated, await RotateAsync(id));

        Assert.Equal(2, (await Node.SessionAsync(id)).Generation);
        Assert.Equal(1, await user.AsksAsync(fixture));
        Assert.Single(await user.LiveSessionsAsync(fixture));
    }

    [Fact]
    public async Task Session_that_ended_at_RingCentral_is_followed_by_another_and_nobody_is_flagged()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        var key = (await Node.SessionAsync(id)).Key;
        await fixture.Simulator.DoAsync(user.OwnerId, "end-sessions");
        await EndHoldAsync(id);

        var token = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK);

        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token["access_token"]));
        Assert.Equal("active", await fixture.Api.StateAsync(id.ToString()));
        Assert.Equal([EventTypes.Connected], (await Node.EventsAsync(id)).Select(told => told.Type));
        Assert.NotEqual(key, (await Node.SessionAsync(id)).Key);
        Assert.Single(await user.LiveSessionsAsync(fixture));
    }

    [Fact]
    public async Task Session_without_a_refresh_token_is_followed_by_another_and_then_revoked()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        var first = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK)["access_token"];
        Assert.Null((await Node.SessionAsync(id)).RefreshExpiresAt);

        Assert.Equal(RotationOutcome.Rotated, await RotateAsync(id));

        Assert.Equal(2, (await user.LiveSessionsAsync(fixture)).Count);
        Assert.Equal("followed_by_jwt", Assert.Single(await Node.RevocationsAsync()).Cause);
        Assert.True(await Node.Get<RevocationRunner>().RunNextAsync(Cancelled));
        var second = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK)["access_token"];
        Assert.Equal((401, 200), (await fixture.Simulator.CallExtensionAsync(first), await fixture.Simulator.CallExtensionAsync(second)));
        Assert.Single(await user.LiveSessionsAsync(fixture));
    }

    [Fact]
    public async Task Idle_session_without_a_refresh_token_is_left_alone_and_loses_nothing()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (_, id) = await JwtUser.ConnectedAsync(fixture);

        (await fixture.Api.PatchConnectionAsync(id.ToString(), new { keep_alive = "idle" })).MustBe(HttpStatusCode.OK);

        Assert.True((await Node.SessionAsync(id)).DueAt > Node.Now.AddHours(20));
        Assert.Null((await Node.Get<FleetGauge>().ReadAsync(Cancelled)).TimeToFirstLoss);
    }

    [Theory]
    [InlineData("OAU-251", "jwt_invalid")]
    [InlineData("OAU-331", "jwt_invalid")]
    [InlineData("OAU-345", "jwt_invalid")]
    [InlineData("OAU-347", "jwt_invalid")]
    [InlineData("OAU-473", "jwt_invalid")]
    [InlineData("OAU-210", "token_expired")]
    [InlineData("OAU-211", "token_revoked")]
    [InlineData("OAU-141", "user_disabled")]
    [InlineData("OAU-136", "user_deleted")]
    public async Task Refused_jwt_flags_its_connection_alone_until_another_comes(string code, string reason)
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.DoAsync(user.OwnerId, "end-sessions");
        await fixture.Simulator.AddFaultAsync(new { kind = "status", status = 400, error_code = code, grant = "jwt_bearer", count = 1 });
        await EndHoldAsync(id);

        var refused = (await fixture.Api.GetTokenAsync(id.ToString())).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required");

        Assert.Equal((reason, null), (refused["reason"], refused.Json.GetProperty("reconnect_url").GetString()));
        Assert.StartsWith(JwtWords.Sentences[code], refused["detail"], StringComparison.Ordinal);
        var connection = (await fixture.Api.GetConnectionAsync(id.ToString())).MustBe(HttpStatusCode.OK);
        Assert.Equal((reason, code), (connection["reason"], connection["ringcentral_code"]));
        var standing = await Node.Get<AuthBudget>().StandingAsync(Cancelled);
        Assert.Equal((null, 0), (standing.PausedSince, standing.Refusals));

        var again = (await fixture.Api.ConnectByJwtAsync(user.ExternalId, user.Assertion)).MustBe(HttpStatusCode.Created);
        Assert.Equal((id.ToString(), "active"), (again["id"], again["state"]));
        Assert.Equal(EventTypes.Reconnected, (await Node.EventsAsync(id))[^1].Type);
    }

    [Fact]
    public async Task Blocked_user_is_asked_again_and_recovers()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.DoAsync(user.OwnerId, "restrict-network");
        Assert.Equal(RotationOutcome.Blocked, await RotateAsync(id));

        await fixture.Simulator.DoAsync(user.OwnerId, "restore");
        Assert.Equal(RotationOutcome.Rotated, await RotateAsync(id));

        Assert.Equal([EventTypes.Connected, EventTypes.Blocked, EventTypes.Recovered], (await Node.EventsAsync(id)).Select(told => told.Type));
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(id)).State);
    }

    [Fact]
    public async Task Lost_reply_leaves_one_session_at_the_most_and_the_next_ask_recovers()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.DoAsync(user.OwnerId, "end-sessions");
        await fixture.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "jwt_bearer", owner_id = user.OwnerId, count = 1 });
        Assert.Equal(RotationOutcome.Postponed, await ToJwtAsync(id));

        await AgeAsksAsync(id, TimeSpan.FromSeconds(10));
        Assert.Equal(RotationOutcome.Rotated, await RotateAsync(id));

        Assert.Equal("active", await fixture.Api.StateAsync(id.ToString()));
        Assert.Equal([EventTypes.Connected], (await Node.EventsAsync(id)).Select(told => told.Type));
        Assert.Equal(2, (await user.LiveSessionsAsync(fixture)).Count);
    }

    [Fact]
    public async Task Three_lost_replies_end_the_asking_for_an_hour_and_flag_nobody()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.DoAsync(user.OwnerId, "end-sessions");
        await fixture.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "jwt_bearer", owner_id = user.OwnerId });
        await ToJwtAsync(id);
        for (var i = 0; i < 4; i++)
        {
            await AgeAsksAsync(id, TimeSpan.FromMinutes(4));
            Assert.Equal(RotationOutcome.Postponed, await RotateAsync(id));
        }

        var session = await Node.SessionAsync(id);
        Assert.Equal(4, await user.AsksAsync(fixture)); // The first opened the connection.
        Assert.Equal((FailureNames.JwtUnanswered, ConnectionState.Active), (session.LastFailure, (await Node.ConnectionAsync(id)).State));
        Assert.InRange(session.DueAt!.Value, Node.Now.AddMinutes(40), Node.Now.AddMinutes(50));
        Assert.InRange((await user.LiveSessionsAsync(fixture)).Count, 1, 3);

        await fixture.Simulator.ClearFaultsAsync();
        await AgeAsksAsync(id, TimeSpan.FromHours(1));
        Assert.Equal(RotationOutcome.Rotated, await RotateAsync(id));
    }

    [Fact]
    public async Task Old_token_that_still_works_is_handed_out_while_the_jwt_has_no_answer()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "jwt_bearer", owner_id = user.OwnerId });
        Assert.Equal(RotationOutcome.Postponed, await RotateAsync(id));

        await DueAsync(id);
        Assert.Equal(RotationOutcome.ProvenUntouched, await Node.Get<Rotator>().RotateAsync(await ClaimAsync(id), AskPermit.Unlimited));

        var token = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK);
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token["access_token"]));
    }

    [Fact]
    public async Task Of_two_nodes_the_first_commit_wins_and_the_loser_ends_its_own_session()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await using var other = await fixture.NodeAsync();
        await EndHoldAsync(id);
        var first = await ClaimAsync(id);
        await Node.ChangeAsync(id, session => session.ClaimDeadline = session.DueAt = Node.Now.AddMilliseconds(-1));
        var second = (await other.Get<RotationClaims>().ClaimOneAsync(id, 1, Cancelled))!;
        await fixture.Simulator.AddFaultAsync(new { kind = "hold_reply", grant = "jwt_bearer", owner_id = user.OwnerId, count = 1, delay = "00:00:20" });

        var slow = Node.Get<Rotator>().RotateAsync(first, AskPermit.Unlimited);
        await TestKit.Waiting.Eventually.TrueAsync(async () => await user.AsksAsync(fixture) == 2);
        await AgeAsksAsync(id, TimeSpan.FromSeconds(30));
        var fast = await other.Get<Rotator>().RotateAsync(second, AskPermit.Unlimited);
        await fixture.Simulator.ClearFaultsAsync();

        Assert.Equal((RotationOutcome.Rotated, RotationOutcome.Overtaken), (fast, await slow));
        Assert.Equal(["followed_by_jwt", "jwt_overtaken"], (await Node.RevocationsAsync()).Select(row => row.Cause));
        await RevokeAllAsync();
        Assert.Single(await user.LiveSessionsAsync(fixture));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync((await Node.StoredPairAsync(id)).AccessToken.Reveal()));
        Assert.Equal(0, await OpenAsksAsync(id));
    }

    [Fact]
    public async Task New_jwt_that_comes_while_the_old_one_is_asked_wins()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await EndHoldAsync(id);
        await fixture.Simulator.AddFaultAsync(new { kind = "hold_reply", grant = "jwt_bearer", owner_id = user.OwnerId, count = 1, delay = "00:00:20" });
        var slow = Node.Get<Rotator>().RotateAsync(await ClaimAsync(id), AskPermit.Unlimited);
        await TestKit.Waiting.Eventually.TrueAsync(async () => await user.AsksAsync(fixture) == 2);
        await AgeAsksAsync(id, TimeSpan.FromSeconds(30));

        await (user with { Assertion = await fixture.Simulator.JwtAsync(user.OwnerId) }).ConnectAsync(fixture);
        await fixture.Simulator.ClearFaultsAsync();

        Assert.Equal(RotationOutcome.Overtaken, await slow);
        await RevokeAllAsync();
        Assert.Equal(2, (await Node.SessionAsync(id)).Generation);
        Assert.Single(await user.LiveSessionsAsync(fixture));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync((await Node.StoredPairAsync(id)).AccessToken.Reveal()));
    }

    [Fact]
    public async Task Commit_that_is_repeated_after_an_unknown_outcome_revokes_nothing_that_is_kept()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await EndHoldAsync(id);
        var claim = await ClaimAsync(id);
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

    private Task EndHoldAsync(Guid id) => Node.ChangeAsync(id, session => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-10), Node.Now.AddSeconds(-9)));

    private Task DueAsync(Guid id) => Node.ChangeAsync(id, session => session.DueAt = Node.Now.AddSeconds(-1));

    private async Task<RotationClaim> ClaimAsync(Guid id) =>
        (await Node.Get<RotationClaims>().ClaimOneAsync(id, (await Node.SessionAsync(id)).Generation, Cancelled))!;

    /// <summary>Past the hold and past every wait; what is in doubt stays so, but is not proven.</summary>
    private async Task<RotationOutcome> RotateAsync(Guid id)
    {
        await EndHoldAsync(id);
        await Node.ChangeAsync(id, session => session.FirstAskedAt = null);
        return await Node.Get<Rotator>().RotateAsync(await ClaimAsync(id), AskPermit.Unlimited);
    }

    /// <summary>Lets RingCentral refuse the refresh token, twice where that is how it is believed, and asks with the JWT.</summary>
    private async Task<RotationOutcome> ToJwtAsync(Guid id)
    {
        RotationOutcome outcome;
        while ((outcome = await RotateAsync(id)) != RotationOutcome.RefreshRefused)
        {
            Assert.Equal(RotationOutcome.Postponed, outcome);
        }

        return await RotateAsync(id);
    }

    private async Task RevokeAllAsync()
    {
        while (await Node.Get<RevocationRunner>().RunNextAsync(Cancelled))
        {
        }
    }

    private async Task<int> OpenAsksAsync(Guid id)
    {
        await using var context = await Node.ContextAsync();
        return await context.Set<RingCentral.Connect.Data.JwtCredentials.JwtAsk>().CountAsync(ask => ask.ConnectionId == id, Cancelled);
    }

    private async Task AgeAsksAsync(Guid id, TimeSpan time)
    {
        await using var context = await Node.ContextAsync();
        await context.Database.ExecuteSqlAsync($"UPDATE jwt_asks SET asked_at = asked_at - {time} WHERE connection_id = {id}", Cancelled);
    }
}
