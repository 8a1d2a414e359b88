using Microsoft.Playwright;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting.Popups;

/// <summary>A connect in a window of its own, as the sample's page opens it, and how the page learns what became of it.</summary>
public sealed class PopupTests(PopupFixture fixture, BrowserFixture browser) : BrowserTest(browser), IClassFixture<PopupFixture>
{
    private const string Idris = "311872002";
    private const string Status = "**/status";

    private ILocator Outcome => Person.Page.GetByRole(AriaRole.Status);

    [Fact]
    public async Task Page_is_told_by_the_window_which_closes_by_itself()
    {
        await Person.Page.RouteAsync(Status, route => route.AbortAsync());
        var window = await OpenAsync();

        await SignInAsync(window);
        await new RingCentralPages(window).AllowAsync();

        await SaysAsync("Connected.");
        Assert.True(window.Page.IsClosed);
        await IsConnectedAsync();
    }

    [Fact]
    public async Task Page_hears_of_it_all_the_same_where_a_sign_in_page_cuts_the_window_off()
    {
        await CutOffAtConsentAsync();
        var window = await OpenAsync();

        await SignInAsync(window);
        await new RingCentralPages(window).AllowAsync();

        await SaysAsync("Connected.");
        await window.Find("connected").WaitForAsync();
        Assert.True(await window.Page.EvaluateAsync<bool>("window.opener === null"), "The window was not cut off: then this proves nothing.");
        await IsConnectedAsync();
    }

    [Fact]
    public async Task Somebody_who_denies_may_think_again_in_the_same_window()
    {
        var window = await OpenAsync();
        await SignInAsync(window);
        await new RingCentralPages(window).DenyAsync();
        Assert.Equal("denied", await new ConnectPages(window).ProblemAsync());

        await window.Find("start-again").ClickAsync();
        await SignInAsync(window);
        await new RingCentralPages(window).AllowAsync();

        await SaysAsync("Connected.");
    }

    [Fact]
    public async Task Page_is_told_of_a_denial_once_the_window_is_closed()
    {
        var window = await OpenAsync();
        await SignInAsync(window);
        await new RingCentralPages(window).DenyAsync();
        await window.Find("problem").WaitForAsync();

        await window.Page.CloseAsync();

        await SaysAsync("You said no, and that is fine.");
    }

    [Fact]
    public async Task Page_is_told_at_once_of_a_window_that_was_closed_before_it_left_for_RingCentral()
    {
        var window = await OpenAsync();
        await window.Find("connect-start").WaitForAsync();
        await window.Page.GetByText("Deutsch").ClickAsync();
        await window.Page.Locator("html[lang=de]").WaitForAsync();

        await window.Page.CloseAsync();

        await SaysAsync("You closed the window before you were done.");
    }

    [Fact]
    public async Task Window_that_was_closed_at_RingCentral_is_given_up_after_five_minutes()
    {
        await Person.Page.Clock.InstallAsync();
        var window = await OpenAsync();
        await window.Find("connect-start").ClickAsync();
        await window.Find($"user-{Idris}").WaitForAsync();
        await window.Page.CloseAsync();

        // A cut-off window looks the same: so the page goes on asking for a while.
        await AskedAsync();
        await AskedAsync();
        Assert.Equal("Waiting for you in the other window.", await Outcome.TextContentAsync());
        await Person.Page.Clock.FastForwardAsync("06:00");

        await SaysAsync("You closed the window before you were done.");
    }

    /// <summary>Presses the button of the app's page; the window that it opens.</summary>
    private async Task<BrowserPerson> OpenAsync()
    {
        await Person.OpenAsync(fixture.App);
        return new BrowserPerson(Person.Context, await Person.Page.RunAndWaitForPopupAsync(() => Person.Page.GetByRole(AriaRole.Button).ClickAsync()));
    }

    private static async Task SignInAsync(BrowserPerson window)
    {
        await window.Find("connect-start").ClickAsync();
        await new RingCentralPages(window).SignInAsync(Idris);
    }

    private Task SaysAsync(string words) => Outcome.Filter(new LocatorFilterOptions { HasText = words }).WaitForAsync();

    private async Task AskedAsync() => await Person.Page.WaitForResponseAsync(response => response.Url.EndsWith("/status", StringComparison.Ordinal));

    private async Task IsConnectedAsync() =>
        Assert.Equal("active", (await fixture.Installation.Api.GetConnectionByExternalIdAsync("sample-user"))["state"]);

    /// <summary>As many sign-in pages do, against windows that watch them.</summary>
    private async Task CutOffAtConsentAsync() => await Person.Context.RouteAsync(new Uri(fixture.Installation.RingCentral, "/login").AbsoluteUri, async route =>
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(new RouteFulfillOptions
        {
            Response = answer,
            Headers = answer.Headers.Append(new("Cross-Origin-Opener-Policy", "same-origin")),
        });
    });
}
