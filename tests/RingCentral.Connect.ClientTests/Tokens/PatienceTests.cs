using System.Net;
using System.Text.Json.Nodes;
using RingCentral.Connect.Client;
using RingCentral.Connect.ClientTests.Kit;
using RingCentral.Connect.Sandbox.Processes;
using Xunit;

namespace RingCentral.Connect.ClientTests.Tokens;

/// <summary>A service that is away, or asks to come back later, is asked again for as long as the caller is patient.</summary>
public sealed class PatienceTests(HurriedScene scene) : IClassFixture<HurriedScene>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_at_the_address_is_unavailable_after_all_patience()
    {
        await using var app = App.Of(new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}"), "rcc_any", options => options.Patience = TimeSpan.FromSeconds(2));
        var began = TimeProvider.System.GetTimestamp();

        var refusal = await Assert.ThrowsAsync<RingCentralConnectUnavailableException>(async () => await app.Tokens.GetAsync(Guid.Empty, cancellationToken: Cancelled));

        Assert.Null(refusal.Status);
        Assert.True(app.Gate.Count > 1);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Service_that_asks_to_come_back_later_is_asked_again_then()
    {
        var person = await scene.ConnectAsync(AskedForLongAgo);
        await scene.Simulator.AddFaultAsync(new { kind = "status", status = 503, retry_after = 3, owner_id = person.OwnerId, count = 1 });
        await using var app = scene.App();

        var token = await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);

        Assert.Equal(200, await scene.Simulator.CallExtensionAsync(token.AccessToken.Reveal()));
        Assert.True(app.Gate.Count > 1, "It was asked once only.");
    }

    [Fact]
    public async Task Wait_that_would_outlast_all_patience_is_not_begun()
    {
        var person = await scene.ConnectAsync(AskedForLongAgo);
        await scene.Simulator.AddFaultAsync(new { kind = "status", status = 503, retry_after = 120, owner_id = person.OwnerId, count = 1 });
        await using var app = scene.App(options => options.Patience = TimeSpan.FromSeconds(20));

        var refusal = await Assert.ThrowsAsync<RingCentralConnectUnavailableException>(
            async () => await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "ringcentral_unavailable"), (refusal.Status, refusal.Code));
        Assert.True(refusal.RetryAfter > TimeSpan.FromSeconds(20));
        Assert.Equal(1, app.Gate.Count);
    }

    /// <summary>Its access token has ended, its refresh token has not: the service must rotate before it can answer.</summary>
    private static void AskedForLongAgo(JsonObject line) => line["issued_at"] = (TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(5)).ToString("O");
}
