using Microsoft.Playwright;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.IntegrationTests.Api;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.Vault.Connections;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>Every button of the dashboard pressed in a browser; and a viewer, who has none.</summary>
public sealed class ActionTests(ImpatientFixture fixture, BrowserFixture browser) : BrowserTest(browser), IClassFixture<ImpatientFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Everything_that_can_be_done_to_a_connection()
    {
        var id = await ImportAsync();
        await SignInAsync(AdminRole.Admin);
        await OpenAsync($"/admin/connections/{id}");

        foreach (var (deed, told) in new[]
        {
            ("test", "accepts the access token"), ("rotate", "A new token pair is stored"), ("keep_warm", "Pinned warm"), ("keep_as_usual", "as the configuration says"),
            ("pause", "Paused"), ("resume", "Resumed"), ("allow_other", "Another user may connect it"), ("refuse_other", "Only its own user"),
        })
        {
            await Person.Page.Locator($".deeds button[value={deed}]").ClickAsync();
            await Assertions.Expect(Person.Find("told")).ToContainTextAsync(told);
        }

        await PressInsideAsync("disconnect");
        await Assertions.Expect(Person.Find("told")).ToContainTextAsync("Disconnected");
        await PressInsideAsync("delete");
        await Person.ArriveAsync(new Uri(Node.Url, "/admin/connections"));
        Assert.Null(await Node.Get<ConnectionReader>().FindAsync(id, Cancelled));
    }

    [Fact]
    public async Task Keys_links_and_webhook_endpoints_are_made_and_ended()
    {
        await SignInAsync(AdminRole.Admin);

        await OpenAsync("/admin/keys");
        await Person.Page.Locator("input[name=name]").FillAsync("Walk");
        await Person.Page.Locator("input[name=scopes]").First.CheckAsync();
        await Person.Find("create").ClickAsync();
        await Person.Find("new-key").WaitForAsync();
        var row = Person.Find("key").Filter(new LocatorFilterOptions { HasText = "Walk" });
        await row.Locator("summary").ClickAsync();
        await row.Locator("[data-testid=revoke]").ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Revoked");

        await OpenAsync("/admin/connect-links");
        await Person.Page.Locator("input[name=externalId]").FillAsync("walk");
        await Person.Find("create").ClickAsync();
        await Person.Find("new-link").WaitForAsync();
        await OpenAsync("/admin/connect-links?for=walk");
        await Person.Find("end").ClickAsync();
        await OpenAsync("/admin/connect-links?for=walk");
        await Assertions.Expect(Person.Find("link")).ToContainTextAsync("Ended");

        await OpenAsync("/admin/webhooks");
        await Person.Page.Locator("input[name=url]").FillAsync("https://app.example.com/walk");
        await Person.Find("create").ClickAsync();
        foreach (var (button, shown) in new[] { ("disable", "enable"), ("enable", "test"), ("rotate", "new-secret"), ("test", "told") })
        {
            await Person.Find(button).ClickAsync();
            await Person.Find(shown).WaitForAsync();
        }

        await Person.Page.Locator("summary", new PageLocatorOptions { HasText = "Delete" }).ClickAsync();
        await Person.Find("delete").ClickAsync();
        await Person.ArriveAsync(new Uri(Node.Url, "/admin/webhooks"));
    }

    [Fact]
    public async Task Viewer_sees_every_page_and_has_nothing_to_press_but_for_their_own_sessions()
    {
        var id = await ImportAsync();
        await SignInAsync(AdminRole.Viewer);

        foreach (var path in new[]
        {
            "/admin", "/admin/connections", $"/admin/connections/{id}", "/admin/connect-links", "/admin/keys", "/admin/webhooks", "/admin/audit", "/admin/sessions", "/admin/settings", "/admin/bulk",
        })
        {
            await OpenAsync(path);
            Assert.True(await Person.Page.Locator("h1").IsVisibleAsync(), path);
            Assert.Equal((path, 0), (path, await Person.Page.Locator(".main form[method=post] button").CountAsync()));
            Assert.Equal((path, 0), (path, await Person.Page.Locator("nav a[href='/admin/jobs']").CountAsync()));
        }
    }

    private async Task PressInsideAsync(string deed)
    {
        var details = Person.Page.Locator(".deeds details", new PageLocatorOptions { Has = Person.Page.Locator($"button[value={deed}]") });
        await details.Locator("summary").ClickAsync();
        await details.Locator($"button[value={deed}]").ClickAsync();
    }

    private async Task<Guid> ImportAsync() => Guid.Parse(Assert.Single(await fixture.Api.ImportedIdsAsync(await fixture.Simulator.SeedAsync(1))));

    private Task OpenAsync(string path) => Person.OpenAsync(new Uri(Node.Url, path));

    private async Task SignInAsync(AdminRole role) => await new AdminPages(Person, Node.Url).SignInAsync(await Node.Get<SignInLinks>().CreateAsync(role, Cancelled));
}
