using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Rotation;

public sealed class RotationClaimsTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private RotationClaims Claims => Node.Get<RotationClaims>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Node.NothingIsDueAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Claim_names_what_fences_it_and_marks_the_row()
    {
        var id = await Node.AddAsync((_, session) => session.EndpointId = "e-1");

        var claim = Assert.Single(await Claims.ClaimDueAsync(10, Cancelled));

        var row = await Node.SessionAsync(id);
        Assert.Equal((id, row.Key, 1L, "e-1"), (claim.ConnectionId, claim.SessionKey, claim.Generation, claim.EndpointId));
        Assert.Equal(claim.ClaimedAt, claim.FirstAskedAt);
        Assert.False(claim.WasInterrupted);
        Assert.NotNull(row.RotationId);
        Assert.Equal(claim.ClaimedAt + TimeSpan.FromSeconds(30), row.ClaimDeadline);
        Assert.Equal(row.ClaimDeadline, row.DueAt);
        Assert.Equal(claim.ClaimedAt, row.FirstAskedAt);
    }

    [Fact]
    public async Task Claimed_session_is_nobody_elses()
    {
        var id = await Node.AddAsync();

        Assert.Single(await Claims.ClaimDueAsync(10, Cancelled));

        Assert.Empty(await Claims.ClaimDueAsync(10, Cancelled));
        Assert.Null(await Claims.ClaimOneAsync(id, 1, Cancelled));
    }

    [Fact]
    public async Task Session_that_is_not_due_or_was_given_up_is_not_claimed()
    {
        await Node.AddAsync((_, session) => session.DueAt = Node.Now.AddMinutes(1));
        await Node.AddAsync((_, session) => session.DueAt = null);
        await Node.AddAsync((_, session) => (session.Ciphertext, session.KeyId) = (null, null));

        Assert.Empty(await Claims.ClaimDueAsync(10, Cancelled));
    }

    [Fact]
    public async Task Most_urgent_session_goes_first()
    {
        var idle = await Node.AddAsync((_, session) => session.DueAt = Node.Now.AddHours(-3));
        var warmLate = await Node.AddAsync((_, session) => (session.DueClass, session.DueAt) = (DueClass.Warm, Node.Now.AddHours(-1)));
        var warmEarly = await Node.AddAsync((_, session) => (session.DueClass, session.DueAt, session.RefreshExpiresAt) =
            (DueClass.Warm, Node.Now.AddHours(-2), session.RefreshExpiresAt - TimeSpan.FromMinutes(1)));
        var wanted = await Node.AddAsync((_, session) => (session.DueClass, session.DueAt) = (DueClass.Wanted, Node.Now.AddSeconds(-1)));
        var dying = await Node.AddAsync((_, session) => (session.DueAt, session.IssuedAt, session.RefreshExpiresAt) =
            (Node.Now.AddHours(-4), Node.Now.AddDays(-6.5), Node.Now.AddDays(0.5)));
        var interrupted = await Node.AddAsync((_, session) => (session.DueClass, session.DueAt, session.FirstAskedAt) =
            (DueClass.Urgent, Node.Now.AddSeconds(-1), Node.Now.AddSeconds(-31)));

        var order = new List<Guid>();
        while (await Claims.ClaimDueAsync(1, Cancelled) is [var claim])
        {
            order.Add(claim.ConnectionId);
        }

        Assert.Equal([interrupted, dying, wanted, warmEarly, warmLate, idle], order);
    }

    [Fact]
    public async Task Claim_that_nobody_settles_lapses_and_keeps_the_first_ask()
    {
        var id = await Node.AddAsync();
        var first = Assert.Single(await Claims.ClaimDueAsync(1, Cancelled));
        await Node.ChangeAsync(id, session =>
        {
            session.FirstAskedAt -= TimeSpan.FromSeconds(31);
            session.ClaimDeadline -= TimeSpan.FromSeconds(31);
            session.DueAt = session.ClaimDeadline;
        });

        var second = Assert.Single(await Claims.ClaimDueAsync(1, Cancelled));

        Assert.Equal(first.FirstAskedAt - TimeSpan.FromSeconds(31), second.FirstAskedAt);
        Assert.True(second.WasInterrupted);
        Assert.Equal(first.SessionKey, second.SessionKey);
    }

    [Fact]
    public async Task Claim_on_demand_waits_for_hold_and_grace()
    {
        var held = await Node.AddAsync((_, session) => (session.HoldUntil, session.DueAt) = (Node.Now.AddMinutes(10), Node.Now.AddMinutes(11)));
        var inGrace = await Node.AddAsync((_, session) => (session.HoldUntil, session.DueAt) = (Node.Now.AddMilliseconds(-1), Node.Now.AddHours(1)));
        var idle = await Node.AddAsync((_, session) => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-2), Node.Now.AddDays(1)));

        Assert.Null(await Claims.ClaimOneAsync(held, 1, Cancelled));
        Assert.Null(await Claims.ClaimOneAsync(inGrace, 1, Cancelled));
        Assert.NotNull(await Claims.ClaimOneAsync(idle, 1, Cancelled));
    }

    [Fact]
    public async Task Claim_on_demand_waits_for_a_failed_sessions_next_attempt()
    {
        var failed = await Node.AddAsync((_, session) => (session.Failures, session.DueAt) = (1, Node.Now.AddSeconds(20)));
        var due = await Node.AddAsync((_, session) => session.Failures = 1);

        Assert.Null(await Claims.ClaimOneAsync(failed, 1, Cancelled));
        Assert.Equal(1, (await Claims.ClaimOneAsync(due, 1, Cancelled))?.Failures);
    }

    [Fact]
    public async Task Claim_on_demand_of_an_older_generation_or_an_ended_session_gets_nothing()
    {
        var moved = await Node.AddAsync((_, session) => session.Generation = 2);
        var ended = await Node.AddAsync((_, session) => session.DueAt = null);

        Assert.Null(await Claims.ClaimOneAsync(moved, 1, Cancelled));
        Assert.Null(await Claims.ClaimOneAsync(ended, 1, Cancelled));
    }

    [Fact]
    public async Task Two_nodes_that_race_over_200_due_sessions_share_them()
    {
        await using var other = await fixture.NodeAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 200; i++)
        {
            ids.Add(await Node.AddAsync());
        }

        RotationClaims[] nodes = [Claims, other.Get<RotationClaims>(), Claims, other.Get<RotationClaims>()];
        var claimed = await Task.WhenAll(nodes.Select(node => Task.Run(() => ClaimAllAsync(node))));

        Assert.Equal(ids.Order(), claimed.SelectMany(part => part).Order());
    }

    [Fact]
    public async Task Many_callers_who_claim_one_session_on_demand_get_one_claim()
    {
        var id = await Node.AddAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Claims.ClaimOneAsync(id, 1, Cancelled)));

        Assert.Single(claims, claim => claim is not null);
    }

    [Fact]
    public async Task Next_due_moment_is_the_earliest_of_those_to_be_kept_alive()
    {
        var queue = Node.Get<RotationQueue>();
        Assert.Null(await queue.NextDueAsync(Cancelled));
        var due = Node.Now.AddMinutes(3);
        await Node.AddAsync((_, session) => session.DueAt = due);
        await Node.AddAsync((_, session) => session.DueAt = due.AddMinutes(1));

        Assert.Equal(due, await queue.NextDueAsync(Cancelled));
    }

    private static async Task<List<Guid>> ClaimAllAsync(RotationClaims claims)
    {
        var ids = new List<Guid>();
        while (await claims.ClaimDueAsync(7, Cancelled) is { Count: > 0 } batch)
        {
            ids.AddRange(batch.Select(claim => claim.ConnectionId));
        }

        return ids;
    }
}
