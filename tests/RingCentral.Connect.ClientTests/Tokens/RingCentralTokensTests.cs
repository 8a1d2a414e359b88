using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Client;
using RingCentral.Connect.ClientTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.ClientTests.Tokens;

public sealed class RingCentralTokensTests(Scene scene) : IClassFixture<Scene>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_works_at_RingCentral_and_tells_whose_it_is()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();

        var token = await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);

        Assert.Equal(200, await scene.Simulator.CallExtensionAsync(token.AccessToken.Reveal()));
        Assert.Equal((person.ConnectionId, person.ExternalId, person.OwnerId), (token.ConnectionId, token.ExternalId, token.OwnerId));
        Assert.Equal(scene.Simulator.Url.GetLeftPart(UriPartial.Authority), token.ServerUrl.GetLeftPart(UriPartial.Authority));
        Assert.Equal(1, token.Generation);
        Assert.DoesNotContain(token.AccessToken.Reveal(), token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_is_asked_for_once_and_kept()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();

        for (var i = 0; i < 100; i++)
        {
            await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);
        }

        Assert.Equal([$"GET /api/v1/connections/{person.ConnectionId}/token"], app.Gate.Passed);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with / slash, % and ünicode?")]
    [InlineData("...")]
    public async Task Token_comes_by_external_id(string name)
    {
        var externalId = $"{name}{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var person = await scene.ConnectAsync(line => line["external_id"] = externalId);
        await using var app = scene.App();

        var token = await app.Tokens.GetByExternalIdAsync(externalId, cancellationToken: Cancelled);

        Assert.Equal((person.ConnectionId, externalId), (token.ConnectionId, token.ExternalId));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task External_id_that_no_address_can_carry_is_refused(string externalId)
    {
        await using var app = scene.App();

        await Assert.ThrowsAsync<ArgumentException>(async () => await app.Tokens.GetByExternalIdAsync(externalId, cancellationToken: Cancelled));
        Assert.Equal(0, app.Gate.Count);
    }

    [Fact]
    public async Task Callers_who_come_together_share_one_request()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();
        app.Gate.Close();

        var asking = Enumerable.Range(0, 50).Select(_ => app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled).AsTask()).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(app.Gate.Count > 0));
        app.Gate.Open();
        var tokens = await Task.WhenAll(asking);

        Assert.Single(tokens.Select(token => token.AccessToken.Reveal()).Distinct());
        Assert.Equal(1, app.Gate.Count);
    }

    [Fact]
    public async Task Caller_who_leaves_lets_the_others_wait()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();
        using var leaving = new CancellationTokenSource();
        app.Gate.Close();
        var first = app.Tokens.GetAsync(person.ConnectionId, cancellationToken: leaving.Token).AsTask();
        var second = app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled).AsTask();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        app.Gate.Open();

        Assert.Equal(person.ConnectionId, (await second).ConnectionId);
        Assert.Equal(1, app.Gate.Count);
    }

    [Fact]
    public async Task Kept_token_is_given_out_until_shortly_before_its_promise_ends()
    {
        var person = await scene.ConnectAsync();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = scene.App(time: time);
        var token = await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);
        // Whole seconds, of which the margin takes a tenth.
        var promised = Math.Floor((token.ExpiresAt - TimeProvider.System.GetUtcNow()).TotalSeconds);

        time.Advance(TimeSpan.FromSeconds(promised * 0.8));
        await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);
        Assert.Equal(1, app.Gate.Count);

        time.Advance(TimeSpan.FromSeconds(promised * 0.2));
        await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);
        Assert.Equal(2, app.Gate.Count);
    }

    [Fact]
    public async Task Min_ttl_that_cannot_be_met_says_when_it_can_and_leaves_the_kept_token_alone()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();
        await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);

        var refusal = await Assert.ThrowsAsync<HoldInForceException>(async () => await app.Tokens.GetAsync(person.ConnectionId, TimeSpan.FromHours(1), Cancelled));

        Assert.True(refusal.AvailableAt > TimeProvider.System.GetUtcNow());
        Assert.Equal("hold_in_force", refusal.Code);
        await app.Tokens.GetAsync(person.ConnectionId, TimeSpan.FromSeconds(1), Cancelled);
        Assert.Equal(2, app.Gate.Count);
    }

    [Fact]
    public async Task Caller_who_asks_for_less_does_not_suffer_from_one_who_asks_for_too_much()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();
        app.Gate.Close();
        var greedy = app.Tokens.GetAsync(person.ConnectionId, TimeSpan.FromHours(1), Cancelled).AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(app.Gate.Count > 0));
        var modest = app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled).AsTask();
        app.Gate.Open();

        await Assert.ThrowsAsync<HoldInForceException>(() => greedy);
        Assert.Equal(person.ConnectionId, (await modest).ConnectionId);
    }

    [Fact]
    public async Task Rejected_token_is_replaced_once_for_all_who_report_it()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();
        var old = await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);
        (await scene.Api.GetTokenAsync(person.ConnectionId.ToString(), "?force=true")).MustBe(System.Net.HttpStatusCode.OK);

        var next = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Tokens.ReportRejectedAsync(old, Cancelled).AsTask()));

        Assert.All(next, token => Assert.Equal(2, token.Generation));
        Assert.Single(app.Gate.Passed, request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal(2, (await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled)).Generation);
        Assert.Equal(2, app.Gate.Count);
    }
}
