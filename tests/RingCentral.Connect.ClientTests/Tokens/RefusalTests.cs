using System.Net;
using System.Text.Json.Nodes;
using RingCentral.Connect.Client;
using RingCentral.Connect.ClientTests.Kit;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.ClientTests.Tokens;

/// <summary>Each answer without a token is an exception that says what to do.</summary>
public sealed class RefusalTests(Scene scene) : IClassFixture<Scene>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_that_RingCentral_ended_gives_the_link_that_brings_the_user_back()
    {
        var person = await scene.ConnectAsync();
        await scene.Simulator.DoAsync(person.OwnerId, "end-sessions");
        await scene.Api.GetTokenAsync(person.ConnectionId.ToString(), "?force=true");
        await scene.Api.BecameAsync(person.ConnectionId.ToString(), "needs_reauthorization");

        var refusal = await RefusedAsync<ReauthorizationRequiredException>(person.ConnectionId);

        Assert.Equal((HttpStatusCode.Conflict, "reauthorization_required"), (refusal.Status, refusal.Code));
        Assert.NotNull(refusal.Reference);
        Assert.NotNull(refusal.Reason);
        Assert.True(refusal.Since <= TimeProvider.System.GetUtcNow());
        Assert.StartsWith(new Uri(scene.Deployment.Service.Url, "reconnect/").ToString(), refusal.ReconnectUrl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.ReconnectUrl.AbsolutePath, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_who_is_switched_off_is_blocked()
    {
        var person = await scene.ConnectAsync();
        await scene.Simulator.DoAsync(person.OwnerId, "disable");
        await scene.Api.GetTokenAsync(person.ConnectionId.ToString(), "?force=true");
        await scene.Api.BecameAsync(person.ConnectionId.ToString(), "blocked");

        var refusal = await RefusedAsync<ConnectionBlockedException>(person.ConnectionId);

        Assert.Equal("user_disabled", refusal.Reason);
        Assert.NotNull(refusal.Since);
    }

    [Fact]
    public async Task Paused_connection_gives_none()
    {
        var person = await scene.ConnectAsync();
        (await scene.Api.PatchConnectionAsync(person.ConnectionId.ToString(), new { paused = true })).MustBe(HttpStatusCode.OK);

        await RefusedAsync<ConnectionPausedException>(person.ConnectionId);
    }

    [Fact]
    public async Task Connection_that_was_ended_is_gone()
    {
        var person = await scene.ConnectAsync();
        (await scene.Api.DisconnectAsync(person.ConnectionId.ToString())).MustBe(HttpStatusCode.OK);

        Assert.NotNull((await RefusedAsync<ConnectionDisconnectedException>(person.ConnectionId)).Since);
    }

    [Fact]
    public async Task Connection_that_is_none_is_not_found() =>
        await RefusedAsync<ConnectionNotFoundException>(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));

    [Fact]
    public async Task Key_that_is_none_is_told_without_being_shown()
    {
        const string Key = "rcc_none";
        await using var app = App.Of(scene.Deployment.Service.Url, Key);

        var refusal = await Assert.ThrowsAsync<RequestRefusedException>(async () => await app.Tokens.GetAsync(Guid.Empty, cancellationToken: Cancelled));

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_api_key"), (refusal.Status, refusal.Code));
        Assert.DoesNotContain(Key, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_without_a_service_says_so()
    {
        await using var app = App.Of(scene.OtherServer.Address, "rcc_any");

        Assert.Contains("Check the address", (await Assert.ThrowsAsync<RequestRefusedException>(
            async () => await app.Tokens.GetAsync(Guid.Empty, cancellationToken: Cancelled))).Message, StringComparison.Ordinal);
    }

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

    private async Task<T> RefusedAsync<T>(Guid connectionId)
        where T : RingCentralConnectException
    {
        await using var app = scene.App();
        return await Assert.ThrowsAsync<T>(async () => await app.Tokens.GetAsync(connectionId, cancellationToken: Cancelled));
    }
}
