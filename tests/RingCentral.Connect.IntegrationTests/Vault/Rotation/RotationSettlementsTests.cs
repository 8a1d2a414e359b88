using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Rotation;

public sealed class RotationSettlementsTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private RotationLedger Ledger => Node.Get<RotationLedger>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Node.NothingIsDueAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Commit_writes_the_new_pair_and_settles_the_claim()
    {
        var claim = await ClaimAsync(await Node.AddAsync((_, session) => (session.Failures, session.LastFailure) = (3, "timeout")));

        var settlement = await CommitAsync(claim, 2);

        var row = await Node.SessionAsync(claim.ConnectionId);
        Assert.Equal(Settlement.Written, settlement);
        Assert.Equal(Rows.PairOf(claim.ConnectionId, 2), await Node.StoredPairAsync(claim.ConnectionId));
        Assert.Equal((2L, 0, null, null, null), (row.Generation, row.Failures, row.LastFailure, row.RotationId, row.FirstAskedAt));
        Assert.InRange(row.HoldUntil, claim.ClaimedAt.AddMinutes(50), claim.ClaimedAt.AddMinutes(53));
        Assert.True(row.DueAt >= row.HoldUntil.AddSeconds(1));
        Assert.Equal(row.IssuedAt, row.LastProvenAliveAt);
    }

    [Fact]
    public async Task Commit_that_comes_after_its_deadline_is_kept_all_the_same()
    {
        var claim = await ClaimAsync(await Node.AddAsync());
        await LapseAsync(claim);
        await ClaimAsync(claim.ConnectionId);

        Assert.Equal(Settlement.Written, await CommitAsync(claim, 2));
    }

    [Fact]
    public async Task Second_commit_of_a_generation_is_superseded_and_nothing_is_revoked()
    {
        var claim = await ClaimAsync(await Node.AddAsync());
        await CommitAsync(claim, 2);

        Assert.Equal(Settlement.Superseded, await CommitAsync(claim, 2));

        Assert.Equal(2, (await Node.SessionAsync(claim.ConnectionId)).Generation);
        Assert.Empty(await Node.RevocationsAsync());
    }

    [Theory]
    [InlineData(6.5, DueClass.Urgent)]
    [InlineData(5.5, DueClass.Idle)]
    internal async Task Session_put_off_in_its_last_seventh_does_not_queue_behind_the_others(double age, DueClass queue)
    {
        var claim = await ClaimAsync(await Node.AddAsync((_, session) =>
            (session.IssuedAt, session.RefreshExpiresAt) = (Node.Now.AddDays(-age), Node.Now.AddDays(7 - age))));

        await Ledger.PostponeAsync(claim, new RotationPlan.Retry(TimeSpan.FromSeconds(30), Untouched: true) { Failure = "CMN-301" });

        var row = await Node.SessionAsync(claim.ConnectionId);
        Assert.Equal((queue, null), (row.DueClass, row.FirstAskedAt));
    }

    [Fact]
    public async Task Commit_after_a_reconnect_keeps_the_new_session_and_queues_the_late_pair()
    {
        var claim = await ClaimAsync(await Node.AddAsync());
        var replacement = Rows.PairOf(Guid.Empty, 9);
        await ReconnectAsync(claim, replacement);
        var before = await Node.RevocationsAsync();

        var settlement = await CommitAsync(claim, 2);

        Assert.Equal(Settlement.Replaced, settlement);
        Assert.Equal(replacement, await Node.StoredPairAsync(claim.ConnectionId));
        var queued = Assert.Single(await Node.RevocationsAsync(), row => before.All(old => old.Id != row.Id));
        Assert.Equal(("replaced_while_rotating", claim.ConnectionId), (queued.Cause, queued.ConnectionId));
        Assert.Equal(Rows.PairOf(claim.ConnectionId, 2), Node.Get<TokenPairProtector>().OpenForRevocation(queued.Id, queued.Ciphertext));
    }

    [Fact]
    public async Task Commit_after_a_disconnect_brings_nothing_back_and_queues_the_late_pair()
    {
        var claim = await ClaimAsync(await Node.AddAsync());
        await Node.Get<ConnectionChanges>().DisconnectAsync(claim.ConnectionId, Actors.User, Cancelled);

        Assert.Equal(Settlement.Replaced, await CommitAsync(claim, 2));

        var row = await Node.SessionAsync(claim.ConnectionId);
        Assert.Equal((null, null), (row.Ciphertext, row.DueAt));
        Assert.Equal(ConnectionState.Disconnected, (await Node.ConnectionAsync(claim.ConnectionId)).State);
        Assert.Equal(["disconnected", "replaced_while_rotating"], (await Node.RevocationsAsync()).Select(queued => queued.Cause));
    }

    [Fact]
    public async Task Commit_for_a_blocked_connection_recovers_it_and_says_so()
    {
        var claim = await ClaimAsync(await Node.AddAsync((connection, _) =>
            (connection.State, connection.Reason, connection.RingCentralCode) = (ConnectionState.Blocked, StateReason.NetworkPolicy, "OAU-167")));

        await CommitAsync(claim, 2);

        var connection = await Node.ConnectionAsync(claim.ConnectionId);
        Assert.Equal((ConnectionState.Active, null, null, 1L), (connection.State, connection.Reason, connection.RingCentralCode, connection.Revision));
        Assert.Equal((EventTypes.Recovered, Actors.System), Assert.Single((await Node.EventsAsync(claim.ConnectionId)).Select(told => (told.Type, told.Actor))));
    }

    [Fact]
    public async Task Commit_for_an_active_connection_tells_nothing_and_leaves_its_revision()
    {
        var claim = await ClaimAsync(await Node.AddAsync());

        await CommitAsync(claim, 2);

        Assert.Equal(0, (await Node.ConnectionAsync(claim.ConnectionId)).Revision);
        Assert.Empty(await Node.EventsAsync(claim.ConnectionId));
    }

    [Theory]
    [InlineData(ConnectionState.NeedsReauthorization, StateReason.SessionEnded, null, EventTypes.ReauthorizationRequired)]
    [InlineData(ConnectionState.Blocked, StateReason.NetworkPolicy, 15, EventTypes.Blocked)]
    public async Task Leaving_active_writes_state_reason_and_event_in_one_go(ConnectionState state, StateReason reason, int? probeMinutes, string type)
    {
        var claim = await ClaimAsync(await Node.AddAsync());
        var plan = new RotationPlan.LeaveActive(state, reason, probeMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null) { Failure = "OAU-1", RequestId = "r-1" };

        Assert.Equal(Settlement.Written, await Ledger.LeaveActiveAsync(claim, plan));
        Assert.Equal(Settlement.Superseded, await Ledger.LeaveActiveAsync(claim, plan));

        var (connection, session) = (await Node.ConnectionAsync(claim.ConnectionId), await Node.SessionAsync(claim.ConnectionId));
        Assert.Equal((state, reason, "OAU-1"), (connection.State, connection.Reason!.Value, connection.RingCentralCode));
        Assert.Equal((null, null), (session.RotationId, session.FirstAskedAt));
        Assert.Equal(probeMinutes is null, session.DueAt is null);
        Assert.NotNull(session.Ciphertext);
        var told = Assert.Single(await Node.EventsAsync(claim.ConnectionId));
        Assert.Equal((type, 1L, "OAU-1", "r-1"), (told.Type, told.Sequence, told.RingCentralCode, told.RequestId));
    }

    [Fact]
    public async Task Leaving_active_after_a_reconnect_touches_nothing()
    {
        var claim = await ClaimAsync(await Node.AddAsync());
        await ReconnectAsync(claim, Rows.PairOf(Guid.Empty, 9));
        var plan = new RotationPlan.LeaveActive(ConnectionState.NeedsReauthorization, StateReason.SessionEnded, null) { Failure = "OAU-213" };

        Assert.Equal(Settlement.Replaced, await Ledger.LeaveActiveAsync(claim, plan));

        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(claim.ConnectionId)).State);
    }

    [Fact]
    public async Task Leaving_active_after_another_node_has_committed_touches_nothing()
    {
        var claim = await ClaimAsync(await Node.AddAsync());
        await CommitAsync(claim, 2);
        var plan = new RotationPlan.LeaveActive(ConnectionState.NeedsReauthorization, StateReason.SessionEnded, null) { Failure = "OAU-213" };

        Assert.Equal(Settlement.Superseded, await Ledger.LeaveActiveAsync(claim, plan));

        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(claim.ConnectionId)).State);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(3600, 300)]
    public async Task Postponing_an_untouched_session_lets_its_token_be_handed_out_until_the_next_ask(int wait, int hold)
    {
        var claim = await ClaimAsync(await Node.AddAsync());

        await Ledger.PostponeAsync(claim, new RotationPlan.Retry(TimeSpan.FromSeconds(wait), Untouched: true) { Failure = "HTTP 503" });

        var row = await Node.SessionAsync(claim.ConnectionId);
        Assert.Equal((1, "HTTP 503", null, null), (row.Failures, row.LastFailure, row.FirstAskedAt, row.RotationId));
        Assert.InRange(row.DueAt!.Value, claim.ClaimedAt.AddSeconds(wait), claim.ClaimedAt.AddSeconds(wait + 10));
        Assert.InRange(row.HoldUntil, claim.ClaimedAt.AddSeconds(hold - 5), claim.ClaimedAt.AddSeconds(hold + 9));
        Assert.True(row.HoldUntil <= row.AccessExpiresAt);
        Assert.True(row.HoldUntil.AddSeconds(1) <= row.DueAt);
    }

    [Fact]
    public async Task Postponing_a_session_in_doubt_leaves_it_in_doubt()
    {
        var id = await Node.AddAsync();
        var before = await Node.SessionAsync(id);
        var claim = await ClaimAsync(id);

        await Ledger.PostponeAsync(claim, new RotationPlan.Retry(TimeSpan.FromSeconds(10), Untouched: false) { Failure = "timeout" });

        var row = await Node.SessionAsync(id);
        Assert.Equal((claim.FirstAskedAt, before.HoldUntil, 1), (row.FirstAskedAt!.Value, row.HoldUntil, row.Failures));
        Assert.Null(row.RotationId);
    }

    /// <summary>Two nodes ask with one refresh token after a lapse: what the first learns too late must not call the token safe that the second is spending.</summary>
    [Fact]
    public async Task Failure_that_comes_after_another_node_has_claimed_does_not_clear_that_claim()
    {
        var late = await ClaimAsync(await Node.AddAsync());
        await LapseAsync(late);
        await ClaimAsync(late.ConnectionId);

        await Ledger.PostponeAsync(late, new RotationPlan.Retry(TimeSpan.FromSeconds(60), Untouched: true) { Failure = "HTTP 503" });

        var row = await Node.SessionAsync(late.ConnectionId);
        Assert.NotNull(row.FirstAskedAt);
        Assert.NotNull(row.RotationId);
    }

    private async Task<RotationClaim> ClaimAsync(Guid id) => (await Node.Get<RotationClaims>().ClaimOneAsync(id, 1, Cancelled))!;

    private Task LapseAsync(RotationClaim claim) => Node.ChangeAsync(claim.ConnectionId, session => session.ClaimDeadline = session.DueAt = claim.ClaimedAt.AddMilliseconds(-1));

    private Task<Settlement> CommitAsync(RotationClaim claim, long generation)
    {
        var pair = Rows.PairOf(claim.ConnectionId, generation);
        return Ledger.CommitAsync(claim, Rows.Reply(claim.ClaimedAt, pair), pair);
    }

    private Task<StoreResult> ReconnectAsync(RotationClaim claim, RingCentral.Connect.RingCentralApi.Secrets.TokenPair pair) => Node.Get<Authorizations>().StoreAsync(
        new AuthorizedSession(ServerOrigin.Of(VaultFixture.Nowhere), Rows.Reply(Node.Now, pair), new SessionOwner("17", null)),
        new ConnectTarget(claim.ConnectionId, null),
        Cancelled);
}
