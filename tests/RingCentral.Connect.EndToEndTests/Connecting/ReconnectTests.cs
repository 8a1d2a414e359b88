using System.Net;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Connecting;

public sealed class ReconnectTests(BrowserFixture browser, SandboxFixture fixture) : SandboxTest(browser, fixture)
{
    // From the first refused refresh: a second ask 2 s later, and one sweep.
    private static readonly TimeSpan UntilFlagged = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_session_that_ended_at_RingCentral_is_flagged_and_comes_back_under_the_same_id()
    {
        var id = await Connect.ConnectAsync(Sandbox.Pages, People.Tomas);
        (await Sandbox.Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);

        await Sandbox.Simulator.DoAsync(People.Tomas, "end-sessions");
        await Sandbox.Api.BecameAsync(id, "needs_reauthorization");
        await WasFlaggedSoonAsync(id);
        await DashboardShowsAsync(id, "needs_reauthorization");

        var refused = (await Sandbox.Api.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required");
        Assert.NotEmpty(refused["reason"]);
        Assert.Equal(id, await Connect.ConnectAsync(new Uri(refused["reconnect_url"]), People.Tomas));

        Assert.Equal("active", await Sandbox.Api.StateAsync(id));
        await DashboardShowsAsync(id, "active");
        var token = (await Sandbox.Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
        Assert.Equal(200, await Sandbox.Simulator.CallExtensionAsync(token["access_token"]));
    }

    private async Task WasFlaggedSoonAsync(string id)
    {
        var since = (await Sandbox.Api.GetConnectionAsync(id)).Json.GetProperty("state_since").GetDateTimeOffset();
        var refusals = (await Sandbox.Simulator.RequestsAsync()).GetProperty("data").EnumerateArray()
            .Where(request => request.GetProperty("path").GetString() == "/restapi/oauth/token"
                && request.TryGetProperty("owner_id", out var owner) && owner.GetString() == People.Tomas
                && request.TryGetProperty("error_code", out _))
            .Select(request => request.GetProperty("time").GetDateTimeOffset());
        Assert.InRange(since - refusals.First(), TimeSpan.FromSeconds(-1), UntilFlagged);
    }

    private async Task DashboardShowsAsync(string id, string state)
    {
        var admin = new AdminPages(Person, Sandbox.Pages);
        if (await admin.StateOfAsync(id) is null)
        {
            await admin.SignInAsync(Sandbox.SignInLink);
        }

        await Eventually.TrueAsync(async () => await admin.StateOfAsync(id) == state, what: $"the dashboard shows {state}");
    }
}
