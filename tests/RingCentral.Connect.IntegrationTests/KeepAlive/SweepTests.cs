using System.Net;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.KeepAlive;

/// <summary>The background work of one node, with access tokens of six seconds.</summary>
public sealed class SweepTests(SweepingFixture fixture) : IClassFixture<SweepingFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => await fixture.Simulator.ClearFaultsAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Warm_sessions_are_rotated_again_and_again_without_anyone_asking()
    {
        var imported = await ImportAsync(20);

        await Eventually.PassesAsync(async () =>
        {
            foreach (var (id, _) in imported)
            {
                Assert.True((await Node.SessionAsync(id)).Generation >= 3);
            }
        });

        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync((await fixture.Api.GetTokenAsync(imported[0].Id.ToString())).MustBe(HttpStatusCode.OK)["access_token"]));
    }

    [Theory]
    [InlineData("end-sessions", ConnectionState.NeedsReauthorization, StateReason.TokenRevoked, StateReason.SessionEnded)]
    [InlineData("change-password", ConnectionState.NeedsReauthorization, StateReason.TokenRevoked, StateReason.SessionEnded)]
    [InlineData("delete", ConnectionState.NeedsReauthorization, StateReason.UserDeleted, StateReason.UserDeleted)]
    [InlineData("disable", ConnectionState.Blocked, StateReason.UserDisabled, StateReason.UserDisabled)]
    [InlineData("freeze", ConnectionState.Blocked, StateReason.UserDisabled, StateReason.UserDisabled)]
    [InlineData("restrict-network", ConnectionState.Blocked, StateReason.NetworkPolicy, StateReason.NetworkPolicy)]
    public async Task What_RingCentral_does_to_a_user_shows_with_its_reason(string action, ConnectionState state, StateReason reason, StateReason orElse)
    {
        var (id, owner) = Assert.Single(await ImportAsync(1));
        var (bystander, _) = Assert.Single(await ImportAsync(1));

        await fixture.Simulator.DoAsync(owner, action);
        await Eventually.TrueAsync(async () => (await Node.ConnectionAsync(id)).State != ConnectionState.Active);

        var connection = await Node.ConnectionAsync(id);
        Assert.Equal(state, connection.State);
        Assert.Contains(connection.Reason!.Value, new[] { reason, orElse });
        Assert.StartsWith("OAU-", connection.RingCentralCode, StringComparison.Ordinal);
        var told = Assert.Single(await Node.EventsAsync(id), item => item.Type != EventTypes.Imported);
        Assert.Equal(state == ConnectionState.Blocked ? EventTypes.Blocked : EventTypes.ReauthorizationRequired, told.Type);
        Assert.NotNull(told.RequestId);
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(bystander)).State);
    }

    [Fact]
    public async Task Session_that_its_account_ends_says_so()
    {
        var (id, owner) = Assert.Single(await ImportAsync(1));
        await fixture.Simulator.LimitSessionsAsync(owner, TimeSpan.FromSeconds(40));

        await Eventually.TrueAsync(async () => (await Node.SessionAsync(id)).SessionExpiresAt is not null);
        await Eventually.TrueAsync(async () => (await Node.ConnectionAsync(id)).State == ConnectionState.NeedsReauthorization, TimeSpan.FromSeconds(90));

        var connection = await Node.ConnectionAsync(id);
        Assert.Equal(StateReason.AbsoluteTimeout, connection.Reason);
        Assert.True(connection.StateSince >= (await Node.SessionAsync(id)).SessionExpiresAt, "It was kept until its end.");
    }

    [Fact]
    public async Task Blocked_connection_recovers_when_the_block_lifts()
    {
        var (id, owner) = Assert.Single(await ImportAsync(1));
        await fixture.Simulator.DoAsync(owner, "restrict-network");
        await Eventually.TrueAsync(async () => (await Node.ConnectionAsync(id)).State == ConnectionState.Blocked);

        await fixture.Simulator.DoAsync(owner, "restore");
        await Node.ChangeAsync(id, session => session.DueAt = Node.Now);

        await Eventually.TrueAsync(async () => (await Node.ConnectionAsync(id)).State == ConnectionState.Active);
        Assert.Equal([EventTypes.Imported, EventTypes.Blocked, EventTypes.Recovered], (await Node.EventsAsync(id)).Select(told => told.Type));
    }

    [Theory]
    [InlineData(503, null)]
    [InlineData(429, 2)]
    [InlineData(400, null)]
    public async Task Failure_that_passes_costs_nothing(int status, int? retryAfter)
    {
        var (id, owner) = Assert.Single(await ImportAsync(1));

        await fixture.Simulator.AddFaultAsync(status == 400
            ? new { kind = "status", status, grant = "refresh_token", owner_id = owner, count = 2, error_code = "OAU-153" }
            : new { kind = "status", status, grant = "refresh_token", owner_id = owner, count = 1, retry_after = retryAfter });

        await Eventually.TrueAsync(async () => (await Node.SessionAsync(id)).Failures > 0);
        await Eventually.TrueAsync(async () => (await Node.SessionAsync(id)) is { Failures: 0, Generation: > 1 }, TimeSpan.FromSeconds(60));
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(id)).State);
        Assert.Equal([EventTypes.Imported, EventTypes.RotationFailed, EventTypes.RotationResumed], (await Node.EventsAsync(id)).Select(told => told.Type));
    }

    [Fact]
    public async Task Ended_connection_is_revoked_at_RingCentral_in_the_background()
    {
        var (id, _) = Assert.Single(await ImportAsync(1));
        var token = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK)["access_token"];

        (await fixture.Api.DisconnectAsync(id.ToString())).MustBe(HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => (await Node.RevocationsAsync()).Count == 0);
        Assert.Equal(401, await fixture.Simulator.CallExtensionAsync(token));
    }

    private async Task<IReadOnlyList<(Guid Id, string Owner)>> ImportAsync(int count)
    {
        var lines = await fixture.Simulator.SeedAsync(count);
        var ids = await fixture.Api.ImportedIdsAsync(lines);
        return [.. ids.Select(Guid.Parse).Zip(lines.Select(line => TestKit.Api.Connections.Member(line, "owner_id")))];
    }
}
