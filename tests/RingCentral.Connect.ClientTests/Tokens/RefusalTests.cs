using System.Net;
using RingCentral.Connect.Client;
using RingCentral.Connect.ClientTests.Kit;
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

    private async Task<T> RefusedAsync<T>(Guid connectionId)
        where T : RingCentralConnectException
    {
        await using var app = scene.App();
        return await Assert.ThrowsAsync<T>(async () => await app.Tokens.GetAsync(connectionId, cancellationToken: Cancelled));
    }
}
