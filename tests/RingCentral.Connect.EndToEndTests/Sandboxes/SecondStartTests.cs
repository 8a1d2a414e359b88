using System.Net;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Sandboxes;

/// <summary>Somebody tries the sandbox, stops it, and comes back the next day: who was connected still is.</summary>
public sealed class SecondStartTests(BrowserFixture browser) : BrowserTest(browser)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connections_go_on_after_a_second_start(bool killed)
    {
        using var folder = new SandboxFolder();
        await using var first = await SandboxProcess.StartAsync(folder.Path);
        var connect = new ConnectPages(Person);
        var lasting = await connect.ConnectAsync(first.Pages, People.Ines);
        var token = (await first.Api.GetTokenAsync(lasting)).MustBe(HttpStatusCode.OK)["access_token"];
        await first.Simulator.SwitchAsync(new { access_token_lifetime = "00:00:20" });
        var hurried = await connect.ConnectAsync(first.Pages, People.Maud);
        var generation = await first.Api.RotatedBeyondAsync(hurried, await first.Api.GenerationAsync(hurried));
        await EndAsync(first, folder, killed);

        await using var second = await first.StartAgainAsync();

        Assert.Equal(200, await second.Simulator.CallExtensionAsync(token));
        await second.Api.RotatedBeyondAsync(hurried, generation);
        await TokenWorksAsync(second, hurried);
        await TokenWorksAsync(second, lasting);
        Assert.Equal("active", await second.Api.StateAsync(lasting));
        Assert.Equal("active", await second.Api.StateAsync(hurried));
    }

    private static async Task EndAsync(SandboxProcess sandbox, SandboxFolder folder, bool killed)
    {
        if (!killed)
        {
            await sandbox.StopAsync();
            return;
        }

        await sandbox.KillAsync();
        await Eventually.TrueAsync(() => Task.FromResult(LoopbackPort.IsFree(sandbox.Simulator.Url.Port)), what: "the simulator ended");
        await Eventually.TrueAsync(() => Task.FromResult(LoopbackPort.IsFree(sandbox.Pages.Port)), what: "the service ended");
        await Eventually.TrueAsync(() => Task.FromResult(!folder.PostgresRuns), what: "PostgreSQL ended");
    }

    /// <summary>A token is good until its <c>expires_at</c>; one that is about to end is asked for anew.</summary>
    private static Task TokenWorksAsync(SandboxProcess sandbox, string connectionId) => Eventually.PassesAsync(async () =>
    {
        var token = (await sandbox.Api.GetTokenAsync(connectionId)).MustBe(HttpStatusCode.OK);
        Assert.Equal(200, await sandbox.Simulator.CallExtensionAsync(token["access_token"]));
    });
}
