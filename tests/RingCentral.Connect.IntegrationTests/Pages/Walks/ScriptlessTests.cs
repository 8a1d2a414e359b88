using Microsoft.Playwright;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>The main paths where a browser runs no scripts, and where none of ours arrives.</summary>
[Collection(nameof(SharedInstallation))]
public sealed class ScriptlessTests(WalkFixture fixture, BrowserFixture browser) : BrowserTest(browser)
{
    private const string Wren = "256440018";

    [Fact]
    public async Task Everything_works_in_a_browser_that_runs_no_scripts()
    {
        await using var person = await NewPersonAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });

        await WalkAsync(person, "disabled");
    }

    [Fact]
    public async Task Everything_works_where_no_script_arrives()
    {
        var refused = 0;
        await Person.Context.RouteAsync(new Uri(fixture.Node.Url, "/js/**").AbsoluteUri, route =>
        {
            refused++;
            return route.AbortAsync();
        });

        await WalkAsync(Person, "missing");

        Assert.True(refused > 0, "No page asked for a script: then this walk proves nothing.");
    }

    private async Task WalkAsync(BrowserPerson person, string name)
    {
        var (lost, link) = await fixture.LoseAsync(Wren, $"scripts-{name}");
        var way = new Way(person, testId => person.Find(testId).ClickAsync(), new Album(person.Page, $"scripts-{name}").TakeAsync);

        Assert.Equal(lost, await way.ReconnectAsync(link, Wren));
        await way.DisconnectAsync();
        var id = Guid.Parse(await way.ConnectAsync(await fixture.InviteAsync($"scripts-{name}"), Wren));

        Assert.Equal(ConnectionState.Active, (await fixture.Node.ConnectionAsync(id)).State);
        await way.DisconnectAsync();
        Assert.Equal(ConnectionState.Disconnected, (await fixture.Node.ConnectionAsync(id)).State);
    }
}
