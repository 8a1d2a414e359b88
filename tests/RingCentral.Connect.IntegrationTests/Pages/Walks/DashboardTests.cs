using Microsoft.Playwright;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.IntegrationTests.Administration.SignIn;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>The dashboard with its scripts: by keyboard, kept up to date, and honest when it is not.</summary>
public sealed class DashboardTests(OidcFixture fixture, BrowserFixture browser) : BrowserTest(browser), IClassFixture<OidcFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Somebody_is_found_and_opened_by_keyboard_alone()
    {
        var id = await Node.AddAsync((connection, _) => connection.OwnerName = "Zebediah Quill");
        await SignInAsync();
        await OpenAsync("/admin/connections");

        await Person.Page.Keyboard.PressAsync("/");
        await Person.Page.Keyboard.TypeAsync("zebediah");
        await Person.Page.Keyboard.PressAsync("Enter");
        await Person.ArriveAsync(there => there.PathAndQuery.StartsWith("/admin/connections?q=zebediah", StringComparison.Ordinal));
        await Person.Page.Keyboard.PressAsync("ArrowDown");
        await Person.Page.Keyboard.PressAsync("Enter");

        await Person.ArriveAsync(new Uri(Node.Url, $"/admin/connections/{id}"));
        Assert.Equal("Zebediah Quill", await Person.Page.Locator("h1").TextContentAsync());
        Assert.Equal("Connections", await Person.Page.Locator(".masthead [aria-current]").TextContentAsync());
    }

    [Fact]
    public async Task All_rows_are_ticked_at_once_and_the_work_shows_its_progress_without_being_read_anew()
    {
        await Node.AddAsync();
        await Node.AddAsync();
        await SignInAsync();
        await OpenAsync("/admin/connections");
        var rows = await Person.Find("connection-row").CountAsync();

        await Person.Page.Locator("[data-pick-all] input").CheckAsync();
        Assert.Equal($"{rows} selected", await Person.Page.Locator("[data-pick-all] b").TextContentAsync());
        await Person.Page.Locator("button[value=rotate]").ClickAsync();
        await Person.ArriveAsync(there => there.AbsolutePath.StartsWith("/admin/bulk/", StringComparison.Ordinal));
        Assert.Equal("Connections", await Person.Page.Locator(".masthead [aria-current]").TextContentAsync());
        await Person.Page.EvaluateAsync("() => { window.stayed = true; }");
        var work = Person.Page.Url.Split('/')[^1];
        await fixture.Database.ExecuteAsync(
            $"UPDATE bulk_items SET result = 'done', done_at = now() WHERE work_id = '{work}' AND position = 0; UPDATE bulk_works SET done = 1, updated_at = now() WHERE id = '{work}'");

        await Assertions.Expect(Person.Find("progress")).ToHaveTextAsync($"1 of {rows} done");
        Assert.True(await Person.Page.EvaluateAsync<bool>("() => window.stayed === true"));
        await Person.Find("stop").ClickAsync();
        await Assertions.Expect(Person.Find("progress")).ToHaveTextAsync("stopped");
    }

    [Fact]
    public async Task Page_that_is_told_nothing_any_more_says_since_when()
    {
        await SignInAsync();
        await Person.Page.Clock.InstallAsync();
        await Person.Page.RouteAsync("**/admin/live", route => route.AbortAsync());
        await OpenAsync("/admin");
        Assert.DoesNotContain("Not live", await Person.Page.Locator("[data-live-sign]").TextContentAsync() ?? "", StringComparison.Ordinal);

        await Person.Page.Clock.FastForwardAsync(20_000);

        Assert.Contains("Not live since", await Person.Page.Locator("[data-live-sign]").TextContentAsync() ?? "", StringComparison.Ordinal);
        Assert.True(await Person.Page.Locator("[data-live-reload]").IsVisibleAsync());
    }

    [Fact]
    public async Task Alarm_is_acknowledged_by_an_admin_and_only_seen_by_a_viewer()
    {
        await Node.Get<AlarmBook>().SetAsync(AlarmKind.ConnectionsScarce, "", "90 of PostgreSQL's 97 connections are taken.", Cancelled);
        var other = await NewPersonAsync();
        await using (other)
        {
            await SignInAsync(other, AdminRole.Viewer);
            await other.OpenAsync(new Uri(Node.Url, "/admin"));
            Assert.Equal(1, await other.Find("alarm-connections_scarce").CountAsync());
            Assert.Equal(0, await other.Find("alarm-connections_scarce").Locator("button").CountAsync());
        }

        await SignInAsync();
        await OpenAsync("/admin");
        await Person.Find("alarm-connections_scarce").Locator("button").ClickAsync();

        await Person.Find("alarm-connections_scarce").GetByText("Acknowledged").WaitForAsync();
        await Node.Get<AlarmBook>().SetAsync(AlarmKind.ConnectionsScarce, "", null, Cancelled);
    }

    private Task OpenAsync(string path) => Person.OpenAsync(new Uri(Node.Url, path));

    private Task SignInAsync() => SignInAsync(Person, AdminRole.Admin);

    private async Task SignInAsync(BrowserPerson person, AdminRole role) =>
        await new AdminPages(person, Node.Url).SignInAsync(await Node.Get<SignInLinks>().CreateAsync(role, Cancelled));
}
