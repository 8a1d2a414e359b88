using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Revocations;

public sealed class RevocationRunnerTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private RevocationRunner Runner => Node.Get<RevocationRunner>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Node.NothingIsDueAsync();
        await fixture.Simulator.ClearFaultsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Queued_session_is_ended_at_RingCentral_and_forgotten()
    {
        var pair = await DisconnectedAsync();
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(pair.AccessToken.Reveal()));

        Assert.True(await Runner.RunNextAsync(Cancelled));

        Assert.Equal(401, await fixture.Simulator.CallExtensionAsync(pair.AccessToken.Reveal()));
        Assert.Empty(await Node.RevocationsAsync());
        Assert.False(await Runner.RunNextAsync(Cancelled));
    }

    [Fact]
    public async Task Revocation_that_fails_is_kept_and_tried_again_later()
    {
        var pair = await DisconnectedAsync();
        await fixture.Simulator.AddFaultAsync(new { kind = "status", path = "/restapi/oauth/revoke", status = 503, count = 1 });

        Assert.True(await Runner.RunNextAsync(Cancelled));

        var waiting = Assert.Single(await Node.RevocationsAsync());
        Assert.Equal(1, waiting.Attempts);
        Assert.InRange(waiting.NextAttemptAt, Node.Now.AddSeconds(20), Node.Now.AddSeconds(31));
        Assert.False(await Runner.RunNextAsync(Cancelled));

        await MakeDueAsync(attempts: 1);
        await Runner.RunNextAsync(Cancelled);
        Assert.Equal(401, await fixture.Simulator.CallExtensionAsync(pair.AccessToken.Reveal()));
        Assert.Empty(await Node.RevocationsAsync());
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(6, 1920)]
    [InlineData(7, 3600)]
    [InlineData(200, 3600)]
    public async Task Wait_doubles_up_to_an_hour_however_often_it_failed(int attempts, int seconds)
    {
        await DisconnectedAsync();
        await MakeDueAsync(attempts);
        await fixture.Simulator.AddFaultAsync(new { kind = "status", path = "/restapi/oauth/revoke", status = 503, count = 1 });

        Assert.True(await Runner.RunNextAsync(Cancelled));

        Assert.InRange(Assert.Single(await Node.RevocationsAsync()).NextAttemptAt, Node.Now.AddSeconds(seconds - 20), Node.Now.AddSeconds(seconds + 1));
    }

    [Fact]
    public async Task Session_that_is_over_by_itself_is_forgotten_without_asking()
    {
        await QueueAsync(Rows.PairOf(Guid.Empty, 1), new SessionClocks { IssuedAt = Node.Now.AddDays(-8), AccessExpiresAt = Node.Now.AddDays(-8), RefreshExpiresAt = Node.Now.AddSeconds(-1) });
        var before = await RevokeRequestsAsync();

        Assert.False(await Runner.RunNextAsync(Cancelled));

        Assert.Empty(await Node.RevocationsAsync());
        Assert.Equal(before, await RevokeRequestsAsync());
    }

    [Fact]
    public async Task Session_under_hold_is_left_alone_until_it_ends()
    {
        await QueueAsync(Rows.PairOf(Guid.Empty, 1), Clocks(), Node.Now.AddMinutes(5));

        Assert.False(await Runner.RunNextAsync(Cancelled));
    }

    [Fact]
    public async Task Pair_that_does_not_open_keeps_no_other_from_being_revoked()
    {
        await QueueAsync(Rows.PairOf(Guid.Empty, 1), Clocks());
        await using (var context = await Node.ContextAsync())
        {
            await context.Revocations.ExecuteUpdateAsync(update => update.SetProperty(row => row.Ciphertext, new byte[] { 1, 2, 3 }).SetProperty(row => row.NextAttemptAt, Node.Now.AddDays(-1)), Cancelled);
        }

        var pair = await DisconnectedAsync();

        Assert.True(await Runner.RunNextAsync(Cancelled));
        Assert.True(await Runner.RunNextAsync(Cancelled));

        Assert.Equal(401, await fixture.Simulator.CallExtensionAsync(pair.AccessToken.Reveal()));
        Assert.Single(await Node.RevocationsAsync());
    }

    /// <summary>An imported connection that was ended; its pair.</summary>
    private async Task<TokenPair> DisconnectedAsync()
    {
        var id = Guid.Parse(Assert.Single(await fixture.Api.ImportedIdsAsync(await fixture.Simulator.SeedAsync(1))));
        var pair = await Node.StoredPairAsync(id);
        await Node.Get<ConnectionChanges>().DisconnectAsync(id, Actors.User, Cancelled);
        return pair;
    }

    private SessionClocks Clocks() => new() { IssuedAt = Node.Now, AccessExpiresAt = Node.Now.AddHours(1), RefreshExpiresAt = Node.Now.AddDays(7) };

    private Task<Guid> QueueAsync(TokenPair pair, SessionClocks clocks, DateTimeOffset? hold = null) => Node.Get<RevocationQueue>().AddAsync(
        new UnkeptSession(null, fixture.RingCentral.GetLeftPart(UriPartial.Authority), "other_user", clocks) { HoldUntil = hold }, pair, Cancelled);

    private async Task MakeDueAsync(int attempts)
    {
        await using var context = await Node.ContextAsync();
        await context.Revocations.ExecuteUpdateAsync(
            update => update.SetProperty(row => row.NextAttemptAt, Node.Now.AddSeconds(-1)).SetProperty(row => row.Attempts, attempts), Cancelled);
    }

    private async Task<int> RevokeRequestsAsync() =>
        (await fixture.Simulator.CountersAsync()).GetProperty("requests").TryGetProperty("/restapi/oauth/revoke", out var counts)
            ? counts.EnumerateObject().Sum(count => count.Value.GetInt32())
            : 0;
}
