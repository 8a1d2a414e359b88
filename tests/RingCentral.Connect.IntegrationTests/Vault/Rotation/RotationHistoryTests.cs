using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Rotation;

/// <summary>What rotations leave in a connection's history and state.</summary>
public sealed class RotationHistoryTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private ServiceNode Node => fixture.Node;

    private RotationLedger Ledger => Node.Get<RotationLedger>();

    [Fact]
    public async Task Commit_for_a_connection_that_was_flagged_meanwhile_undoes_the_flag()
    {
        var claim = await ClaimAsync(await Node.AddAsync((connection, _) =>
            (connection.State, connection.Reason, connection.RingCentralCode) = (ConnectionState.NeedsReauthorization, StateReason.SessionEnded, "OAU-213")));

        await CommitAsync(claim, 2);

        var connection = await Node.ConnectionAsync(claim.ConnectionId);
        Assert.Equal((ConnectionState.Active, null), (connection.State, connection.Reason));
        Assert.Equal([EventTypes.Recovered], await TypesAsync(claim));
    }

    [Fact]
    public async Task Commit_for_a_pending_connection_leaves_it_pending()
    {
        var claim = await ClaimAsync(await Node.AddAsync((connection, session) => (connection.State, session.Failures) = (ConnectionState.Pending, 1)));

        await CommitAsync(claim, 2);

        Assert.Equal(ConnectionState.Pending, (await Node.ConnectionAsync(claim.ConnectionId)).State);
        Assert.Empty(await TypesAsync(claim));
    }

    [Fact]
    public async Task History_tells_each_failure_once_and_the_first_success_after_them()
    {
        var claim = await ClaimAsync(await Node.AddAsync());
        foreach (var failure in new[] { "HTTP 503", "HTTP 503", "timeout" })
        {
            await Ledger.PostponeAsync(claim, new RotationPlan.Retry(TimeSpan.Zero, Untouched: true) { Failure = failure, RequestId = "r-1" });
            await Node.ChangeAsync(claim.ConnectionId, session => session.DueAt = session.HoldUntil = claim.ClaimedAt.AddMinutes(-1));
            claim = await ClaimAsync(claim.ConnectionId);
        }

        await CommitAsync(claim, 2);

        var told = await Node.EventsAsync(claim.ConnectionId);
        Assert.Equal(
            [(EventTypes.RotationFailed, "HTTP 503", 1L), (EventTypes.RotationFailed, "timeout", 2), (EventTypes.RotationResumed, null, 3)],
            told.Select(item => (item.Type, item.RingCentralCode, item.Sequence)));
        Assert.Equal("r-1", told[0].RequestId);
        Assert.Equal(0, (await Node.ConnectionAsync(claim.ConnectionId)).Revision);
    }

    private async Task<RotationClaim> ClaimAsync(Guid id) => (await Node.Get<RotationClaims>().ClaimOneAsync(id, 1, TestContext.Current.CancellationToken))!;

    private Task<Settlement> CommitAsync(RotationClaim claim, long generation)
    {
        var pair = Rows.PairOf(claim.ConnectionId, generation);
        return Ledger.CommitAsync(claim, Rows.Reply(claim.ClaimedAt, pair), pair);
    }

    private async Task<IEnumerable<string>> TypesAsync(RotationClaim claim) => (await Node.EventsAsync(claim.ConnectionId)).Select(told => told.Type);
}
