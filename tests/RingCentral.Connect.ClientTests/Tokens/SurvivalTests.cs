using RingCentral.Connect.Client;
using RingCentral.Connect.ClientTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.ClientTests.Tokens;

/// <summary>What happens to sessions and to the service is not the app's trouble.</summary>
public sealed class SurvivalTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_succeeds_over_rotations()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        await deployment.Simulator.Control.SwitchAsync(new { access_token_lifetime = "00:00:08" });
        var person = await Person.ImportAsync(deployment);
        await using var app = App.Of(deployment.Service.Url, deployment.Api.Key);
        var calls = 0;

        // The token of generation 3 has come after two rotations that the app knows nothing of.
        await Eventually.TrueAsync(
            async () =>
            {
                using var response = await app.CallAsync(person.Key, "restapi/v1.0/account/~/extension/~", Cancelled);
                Assert.True(response.IsSuccessStatusCode, $"Call {calls}: {(int)response.StatusCode}");
                calls++;
                return (await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled)).Generation > 3;
            },
            Patience);

        Assert.True(app.Gate.Count < calls, $"{app.Gate.Count} requests for {calls} calls.");
    }

    [Fact]
    public async Task Restart_of_the_service_is_survived()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var (kept, asked) = (await Person.ImportAsync(deployment), await Person.ImportAsync(deployment));
        await using var app = App.Of(deployment.Service.Url, deployment.Api.Key, options => options.Patience = Patience);
        var token = await app.Tokens.GetAsync(kept.ConnectionId, cancellationToken: Cancelled);

        await deployment.Service.KillAsync();
        Assert.Same(token, await app.Tokens.GetAsync(kept.ConnectionId, cancellationToken: Cancelled));
        var asking = app.Tokens.GetAsync(asked.ConnectionId, cancellationToken: Cancelled).AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(app.Gate.Count > 2));
        await deployment.Service.StartAgainAsync();

        Assert.Equal(200, await deployment.Simulator.Control.CallExtensionAsync((await asking).AccessToken.Reveal()));
    }

    [Fact]
    public async Task Answer_401_stays_one_where_the_service_cannot_say_more()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var person = await Person.ImportAsync(deployment);
        await using var app = App.Of(deployment.Service.Url, deployment.Api.Key, options => options.Patience = TimeSpan.Zero);
        await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);
        await deployment.Service.KillAsync();
        await deployment.Simulator.Control.DoAsync(person.OwnerId, "end-sessions");

        using var response = await app.CallAsync(person.Key, "restapi/v1.0/account/~/extension/~", Cancelled);

        Assert.Equal(401, (int)response.StatusCode);
        // The refused token is not used again.
        await Assert.ThrowsAsync<RingCentralConnectUnavailableException>(async () => await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled));
    }
}
