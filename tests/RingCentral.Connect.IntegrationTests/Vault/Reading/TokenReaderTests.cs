using System.Net;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;
using RingCentral.Connect.Vault.Reading;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Reading;

public sealed class TokenReaderTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(20);

    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.Simulator.ClearFaultsAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Token_within_its_hold_is_handed_out_with_the_holds_end()
    {
        var (id, _) = await ImportAsync();

        var token = Token(await ReadAsync(id));

        var session = await Node.SessionAsync(id);
        Assert.Equal((1L, session.HoldUntil), (token.Generation, token.ExpiresAt));
        Assert.InRange(token.ExpiresIn, TimeSpan.FromMinutes(49), TimeSpan.FromMinutes(53));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token.AccessToken.Reveal()));
    }

    [Fact]
    public async Task Caller_after_the_hold_waits_for_one_rotation_and_gets_the_new_token()
    {
        var (id, _) = await ImportAsync();
        await EndHoldAsync(id);

        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => Token(await ReadAsync(id))));

        Assert.All(tokens, token => Assert.Equal(2, token.Generation));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(tokens[0].AccessToken.Reveal()));
    }

    [Fact]
    public async Task Caller_during_the_grace_waits_for_its_end_and_then_for_the_rotation()
    {
        var (id, _) = await ImportAsync();
        var hold = Node.Now.AddMilliseconds(300);
        await Node.ChangeAsync(id, session => session.HoldUntil = hold);

        var token = Token(await ReadAsync(id));

        Assert.Equal(2, token.Generation);
        Assert.True((await Node.SessionAsync(id)).IssuedAt >= hold.AddSeconds(1), "It was rotated before the grace had passed.");
    }

    [Fact]
    public async Task Caller_on_another_node_waits_for_the_node_that_rotates()
    {
        var (id, owner) = await ImportAsync();
        await EndHoldAsync(id);
        await using var other = await fixture.NodeAsync();
        await fixture.Simulator.AddFaultAsync(new { kind = "delay", grant = "refresh_token", owner_id = owner, delay = "00:00:01", count = 1 });

        var here = ReadAsync(id);
        await Eventually.TrueAsync(async () => (await Node.SessionAsync(id)).RotationId is not null);
        var there = other.Get<TokenReader>().ReadAsync(ConnectionKey.Of(id), new TokenRequest { MaxWait = Patient }, Cancelled).AsTask();

        Assert.Equal(2, Token(await there).Generation);
        Assert.Equal(Token(await here).AccessToken, Token(await there).AccessToken);
    }

    [Fact]
    public async Task Token_in_doubt_is_handed_to_nobody_though_its_hold_lasts()
    {
        var (id, _) = await ImportAsync();
        await Node.ChangeAsync(id, session =>
        {
            session.FirstAskedAt = Node.Now;
            (session.RotationId, session.ClaimDeadline, session.DueAt) = (Guid.CreateVersion7(Node.Now), Node.Now.AddSeconds(30), Node.Now.AddSeconds(30));
        });

        var unavailable = Assert.IsType<TokenReading.Unavailable>(await ReadAsync(id, TimeSpan.FromMilliseconds(500)));

        Assert.InRange(unavailable.RetryAfter, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Lost_reply_leaves_the_token_in_doubt_until_the_next_ask_brings_the_same_pair()
    {
        var (id, owner) = await ImportAsync();
        await EndHoldAsync(id);
        await fixture.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "refresh_token", owner_id = owner, count = 1 });

        Assert.IsType<TokenReading.Unavailable>(await ReadAsync(id, TimeSpan.FromSeconds(2)));
        Assert.NotNull((await Node.SessionAsync(id)).FirstAskedAt);

        await Node.ChangeAsync(id, session => session.DueAt = Node.Now.AddSeconds(-1));
        var token = Token(await ReadAsync(id));
        Assert.Equal(2, token.Generation);
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token.AccessToken.Reveal()));
    }

    [Fact]
    public async Task Unavailable_server_lets_the_old_token_be_handed_out_until_the_next_ask()
    {
        var (id, owner) = await ImportAsync();
        await EndHoldAsync(id);
        await fixture.Simulator.AddFaultAsync(new { kind = "status", status = 503, retry_after = 20, grant = "refresh_token", owner_id = owner, count = 1 });

        var token = Token(await ReadAsync(id));

        Assert.Equal(1, token.Generation);
        Assert.InRange(token.ExpiresIn, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(19));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token.AccessToken.Reveal()));
    }

    [Fact]
    public async Task Old_token_serves_a_little_longer_where_there_is_no_budget_to_ask()
    {
        var (id, _) = await ImportAsync();
        await EndHoldAsync(id);
        await using var broke = await fixture.NodeAsync("--RingCentral:AuthBudget:RequestsPerMinute=1");
        await broke.Get<AuthBudget>().TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled);

        var token = Token(await ReadAsync(broke, id, TimeSpan.FromSeconds(1)));

        Assert.Equal(1, token.Generation);
        Assert.InRange(token.ExpiresIn, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(30));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token.AccessToken.Reveal()));
        var session = await Node.SessionAsync(id);
        Assert.True(session.DueAt > session.HoldUntil, "It would be rotated in somebody's hand.");
    }

    [Fact]
    public async Task Token_at_its_end_serves_nobody_though_there_is_no_budget()
    {
        var (id, _) = await ImportAsync();
        await EndHoldAsync(id);
        await Node.ChangeAsync(id, session => session.AccessExpiresAt = Node.Now.AddSeconds(5));
        await using var broke = await fixture.NodeAsync("--RingCentral:AuthBudget:RequestsPerMinute=1");
        await broke.Get<AuthBudget>().TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled);

        Assert.IsType<TokenReading.Unavailable>(await ReadAsync(broke, id, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Dead_session_is_told_in_the_same_call()
    {
        var (id, owner) = await ImportAsync();
        await EndHoldAsync(id);
        await fixture.Simulator.DoAsync(owner, "end-sessions");

        var refused = Assert.IsType<TokenReading.Refused>(await ReadAsync(id));

        Assert.Equal(ConnectionState.NeedsReauthorization, refused.Connection.State);
        (await fixture.Api.GetTokenAsync(id.ToString())).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required");
    }

    [Fact]
    public async Task Caller_who_leaves_does_not_stop_the_rotation()
    {
        var (id, owner) = await ImportAsync();
        await EndHoldAsync(id);
        await fixture.Simulator.AddFaultAsync(new { kind = "delay", grant = "refresh_token", owner_id = owner, delay = "00:00:01", count = 1 });
        using var leaving = new CancellationTokenSource();

        var reading = Node.Get<TokenReader>().ReadAsync(ConnectionKey.Of(id), new TokenRequest { MaxWait = Patient }, leaving.Token).AsTask();
        await Eventually.TrueAsync(async () => (await Node.SessionAsync(id)).RotationId is not null);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await Eventually.TrueAsync(async () => (await Node.SessionAsync(id)).Generation == 2);
    }

    [Fact]
    public async Task Stopping_node_finishes_the_rotation_that_it_has_begun()
    {
        var (id, owner) = await ImportAsync();
        await EndHoldAsync(id);
        var node = await fixture.NodeAsync();
        await node.StartAsync();
        await fixture.Simulator.AddFaultAsync(new { kind = "delay", grant = "refresh_token", owner_id = owner, delay = "00:00:01", count = 1 });

        await node.Get<RotationDesk>().TryStartAsync(id, 1, Cancelled);
        await node.DisposeAsync();

        Assert.Equal(2, (await Node.SessionAsync(id)).Generation);
    }

    [Fact]
    public async Task Pair_that_does_not_open_is_neither_flagged_nor_erased()
    {
        var (id, _) = await ImportAsync();
        await Node.ChangeAsync(id, session => session.Ciphertext = [1, 2, 3]);

        Assert.IsType<TokenReading.VaultUnavailable>(await ReadAsync(id));
        await EndHoldAsync(id);
        var rotation = await (await Node.Get<RotationDesk>().TryStartAsync(id, 1, Cancelled))!;

        Assert.Equal(RotationOutcome.VaultUnavailable, rotation);
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(id)).State);
        Assert.NotNull((await Node.SessionAsync(id)).Ciphertext);
    }

    private static HandedOutToken Token(TokenReading reading) => Assert.IsType<TokenReading.HandedOut>(reading).Token;

    private async Task<(Guid Id, string Owner)> ImportAsync()
    {
        var line = Assert.Single(await fixture.Simulator.SeedAsync(1));
        return (Guid.Parse(Assert.Single(await fixture.Api.ImportedIdsAsync([line]))), TestKit.Api.Connections.Member(line, "owner_id"));
    }

    private Task EndHoldAsync(Guid id) => Node.ChangeAsync(id, session => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-5), Node.Now.AddSeconds(-4)));

    private Task<TokenReading> ReadAsync(Guid id, TimeSpan? maxWait = null) => ReadAsync(Node, id, maxWait);

    private static Task<TokenReading> ReadAsync(ServiceNode node, Guid id, TimeSpan? maxWait) =>
        node.Get<TokenReader>().ReadAsync(ConnectionKey.Of(id), new TokenRequest { MaxWait = maxWait ?? Patient }, Cancelled).AsTask();
}
