using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;
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

        Assert.Equal(RotationOutcome.Rotated, await Node.RotateAsync(id));

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
        await Node.EndHoldAsync(id);

        var token = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK);

        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token["access_token"]));
        Assert.Equal("active", await fixture.Api.StateAsync(id.ToString()));
        Assert.Equal([EventTypes.Connected, EventTypes.RotationFailed, EventTypes.RotationResumed], (await Node.EventsAsync(id)).Select(told => told.Type));
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

        Assert.Equal(RotationOutcome.Rotated, await Node.RotateAsync(id));

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
        await Node.EndHoldAsync(id);

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
        Assert.Equal(RotationOutcome.Blocked, await Node.RotateAsync(id));

        await fixture.Simulator.DoAsync(user.OwnerId, "restore");
        Assert.Equal(RotationOutcome.Rotated, await Node.RotateAsync(id));

        Assert.Equal([EventTypes.Connected, EventTypes.Blocked, EventTypes.Recovered], (await Node.EventsAsync(id)).Select(told => told.Type));
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(id)).State);
    }

    /// <summary>It is the only one that there is: asking again would be another session, and this one nobody's.</summary>
    [Fact]
    public async Task Session_that_cannot_be_stored_now_is_stored_when_the_database_takes_it()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.DoAsync(user.OwnerId, "restrict-network");
        Assert.Equal(RotationOutcome.Blocked, await Node.RotateAsync(id));
        await fixture.Simulator.DoAsync(user.OwnerId, "restore");
        var asks = await user.AsksAsync(fixture);
        Task<RotationOutcome> rotation;
        await using (var refused = await RefusedWrites.BeginAsync(fixture.Database, "connection_events"))
        {
            rotation = Node.RotateAsync(id);
            await Eventually.TrueAsync(async () => rotation.IsCompleted || await refused.CountAsync() > 1);
            Assert.False(rotation.IsCompleted);
        }

        Assert.Equal(RotationOutcome.Rotated, await rotation);
        Assert.Equal(asks + 1, await user.AsksAsync(fixture));
        var token = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK)["access_token"];
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token));
    }

    [Fact]
    public async Task Lost_reply_leaves_one_session_at_the_most_and_the_next_ask_recovers()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.DoAsync(user.OwnerId, "end-sessions");
        await fixture.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "jwt_bearer", owner_id = user.OwnerId, count = 1 });
        Assert.Equal(RotationOutcome.Postponed, await Node.RotateToJwtAsync(id));

        await Node.AgeAsksAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(RotationOutcome.Rotated, await Node.RotateAsync(id));

        Assert.Equal("active", await fixture.Api.StateAsync(id.ToString()));
        Assert.DoesNotContain(EventTypes.ReauthorizationRequired, (await Node.EventsAsync(id)).Select(told => told.Type));
        Assert.Equal(2, (await user.LiveSessionsAsync(fixture)).Count);
    }

    [Fact]
    public async Task Three_lost_replies_end_the_asking_for_an_hour_and_flag_nobody()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.DoAsync(user.OwnerId, "end-sessions");
        await fixture.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "jwt_bearer", owner_id = user.OwnerId });
        await Node.RotateToJwtAsync(id);
        for (var i = 0; i < 4; i++)
        {
            await Node.AgeAsksAsync(TimeSpan.FromMinutes(4));
            Assert.Equal(RotationOutcome.Postponed, await Node.RotateAsync(id));
        }

        var session = await Node.SessionAsync(id);
        Assert.Equal(4, await user.AsksAsync(fixture)); // The first opened the connection.
        Assert.Equal((FailureNames.JwtUnanswered, ConnectionState.Active), (session.LastFailure, (await Node.ConnectionAsync(id)).State));
        Assert.InRange(session.DueAt!.Value, Node.Now.AddMinutes(40), Node.Now.AddMinutes(50));
        Assert.InRange((await user.LiveSessionsAsync(fixture)).Count, 1, 3);

        await fixture.Simulator.ClearFaultsAsync();
        await Node.AgeAsksAsync(TimeSpan.FromHours(1));
        Assert.Equal(RotationOutcome.Rotated, await Node.RotateAsync(id));
    }

    [Fact]
    public async Task Old_token_that_still_works_is_handed_out_while_the_jwt_has_no_answer()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        await fixture.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "jwt_bearer", owner_id = user.OwnerId });
        Assert.Equal(RotationOutcome.Postponed, await Node.RotateAsync(id));

        await Node.ChangeAsync(id, session => session.DueAt = Node.Now.AddSeconds(-1));
        Assert.Equal(RotationOutcome.ProvenUntouched, await Node.Get<Rotator>().RotateAsync(await Node.ClaimAsync(id), AskPermit.Unlimited));

        var token = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK);
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token["access_token"]));
    }
}
