using System.Net;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Control;

/// <summary>The control page as a browser without scripts uses it.</summary>
public sealed class ControlPageTests
{
    [Fact]
    public async Task Page_shows_sessions_switches_and_requests_without_tokens()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        using var browser = new Browser(world.Server);

        var page = await browser.OpenAsync("/_control");

        Expect.Works(page);
        Assert.Contains(session.SessionId, page.Text, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"switch-access_token_lifetime\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("/restapi/oauth/token", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(session.AccessToken, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_leads_to_the_page()
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);

        Assert.Equal("/_control", (await browser.OpenAsync("/")).Message.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Buttons_act_and_come_back_to_the_page()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();

        var acted = await world.Client.PostAsync("/_control/page/user", ("owner_id", World.Ines), ("action", "disable"));
        var clock = await world.Client.PostAsync("/_control/page/clock", ("advance", "01:00:00"));
        var fault = await world.Client.PostAsync("/_control/page/fault", ("kind", "status"), ("status", "502"), ("count", "1"), ("grant", ""));

        Assert.All([acted, clock, fault], answer => Assert.Equal((HttpStatusCode.SeeOther, "/_control"), (answer.Status, answer.Header("Location"))));
        Assert.Equal(HttpStatusCode.BadGateway, (await world.Client.RefreshAsync(session.RefreshToken)).Status);
        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-236");
    }

    [Fact]
    public async Task Any_documented_code_can_be_told_to_one_user_and_timeouts_be_set()
    {
        await using var world = await World.StartAsync();
        var (session, other) = (await world.ConnectAsync(), await world.ConnectAsync(World.Maud));

        await world.Client.PostAsync("/_control/page/fault", ("kind", "status"), ("owner_id", World.Ines), ("error_code", "OAU-105"), ("grant", "refresh_token"), ("count", "1"));
        Expect.Refused(await world.Client.RefreshAsync(session.RefreshToken), HttpStatusCode.BadRequest, "unauthorized_client", "OAU-105");
        Expect.Works(await world.Client.RefreshAsync(other.RefreshToken));
        Expect.Works(await world.Client.RefreshAsync(session.RefreshToken));

        var nonsense = await world.Client.PostAsync("/_control/page/timeouts", ("owner_id", World.Ines), ("absolute", "soon"), ("idle", "0"));
        Assert.Contains("no duration", nonsense.Text, StringComparison.Ordinal);
        await world.Client.PostAsync("/_control/page/timeouts", ("owner_id", World.Ines), ("absolute", "01:00:00"), ("idle", "0"));
        await world.Client.PostAsync("/_control/page/clock", ("advance", "01:00:00"));
        Assert.Equal(HttpStatusCode.BadRequest, (await world.Client.RefreshAsync(session.RefreshToken)).Status);
    }

    [Fact]
    public async Task Switch_form_changes_what_differs_and_for_whom_it_says()
    {
        await using var world = await World.StartAsync();

        await world.Client.PostAsync("/_control/page/switches", ("access_token_lifetime", "00:10:00"), ("auth_limit", "0"), ("owner_id", World.Ines));

        Assert.Equal(599, (await world.ConnectAsync()).ExpiresIn);
        Assert.Equal(3599, (await world.ConnectAsync(World.Maud)).ExpiresIn);
        await world.Client.PostAsync("/_control/page/reset-switches");
        Assert.Equal(3599, (await world.ConnectAsync()).ExpiresIn);
    }

    [Fact]
    public async Task Nonsense_is_explained_on_the_page()
    {
        await using var world = await World.StartAsync();

        var page = await world.Client.PostAsync("/_control/page/switches", ("auth_limit", "many"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("whole number", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assets/simulator.css", "text/css; charset=utf-8")]
    [InlineData("/assets/simulator.js", "text/javascript; charset=utf-8")]
    [InlineData("/assets/simulator.svg", "image/svg+xml")]
    public async Task Assets_travel_inside_the_program(string path, string type)
    {
        await using var world = await World.StartAsync();

        Assert.Equal(type, (await world.Client.GetAsync(path)).Header("Content-Type"));
    }
}
