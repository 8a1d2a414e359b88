using Microsoft.Playwright;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>The main paths by Tab and Enter alone, on a phone and on a desk, by day and by night.</summary>
[Collection(nameof(SharedInstallation))]
public sealed class KeyboardTests(WalkFixture fixture, BrowserFixture browser) : BrowserTest(browser)
{
    private const string Ines = "256440016";
    private const string Tomas = "256440017";

    public static TheoryData<int, int, ColorScheme> Looks => new()
    {
        { 390, 844, ColorScheme.Light }, { 390, 844, ColorScheme.Dark }, { 1280, 800, ColorScheme.Light }, { 1280, 800, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Somebody_connects_looks_at_it_and_ends_it(int width, int height, ColorScheme scheme)
    {
        var externalId = $"keyboard-{width}-{scheme}";
        var way = await BeginAsync("connect", width, height, scheme);

        var id = await way.ConnectAsync(await fixture.InviteAsync(externalId), Ines);
        Assert.Equal(ConnectionState.Active, (await fixture.Node.ConnectionAsync(Guid.Parse(id))).State);
        await way.DisconnectAsync();

        Assert.Equal(ConnectionState.Disconnected, (await fixture.Node.ConnectionAsync(Guid.Parse(id))).State);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Somebody_comes_back_by_the_link_of_a_mail(int width, int height, ColorScheme scheme)
    {
        var (id, link) = await fixture.LoseAsync(Tomas, "keyboard-mail");
        var way = await BeginAsync("reconnect", width, height, scheme);

        Assert.Equal(id, await way.ReconnectAsync(link, Tomas));

        Assert.Equal(ConnectionState.Active, (await fixture.Node.ConnectionAsync(Guid.Parse(id))).State);
    }

    [Fact]
    public async Task First_stop_of_every_page_leads_past_what_is_on_every_page()
    {
        await Person.OpenAsync(await fixture.InviteAsync("skipped"));

        await Person.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await Person.Page.EvaluateAsync<string>("document.activeElement.className"));
        await Person.Page.Keyboard.PressAsync("Enter");
        await Person.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("connect-start", await Person.Page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
    }

    private async Task<Way> BeginAsync(string name, int width, int height, ColorScheme scheme)
    {
        await Person.Page.SetViewportSizeAsync(width, height);
        await Person.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        var look = scheme == ColorScheme.Dark ? "dark" : "light";
        return new Way(Person, new Keyboard(Person.Page).PressAsync, new Album(Person.Page, $"keyboard-{name}-{width}-{look}").TakeAsync);
    }
}
