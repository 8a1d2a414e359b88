using System.Net;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Connecting;

/// <summary>What comes back from RingCentral is believed only if we asked for it: everything else ends on a page that explains, and stores nothing.</summary>
public sealed class CallbackTests(BrowserFixture browser, SandboxFixture fixture) : SandboxTest(browser, fixture)
{
    [Fact]
    public async Task Somebody_who_denies_is_told_so_and_can_start_again()
    {
        await Connect.GoToConsentAsync(Sandbox.Pages, People.Wren);
        await RingCentral.DenyAsync();

        Assert.Equal("denied", await Connect.ProblemAsync());
        await NothingIsStoredAsync(People.Wren);

        await Person.Find("start-again").ClickAsync();
        if (await Person.Find("connect-start").CountAsync() > 0)
        {
            await Person.Find("connect-start").ClickAsync();
        }

        await RingCentral.SignInAsync(People.Wren);
        await RingCentral.AllowAsync();
        Assert.Equal("active", await Sandbox.Api.StateAsync(await Connect.ConnectedIdAsync()));
    }

    [Fact]
    public async Task A_callback_works_once()
    {
        await Connect.GoToConsentAsync(Sandbox.Pages, People.Maud);
        var callback = await RingCentral.AllowWithoutReturningAsync();
        await Person.OpenAsync(callback);
        var id = await Connect.ConnectedIdAsync();
        var generation = await Sandbox.Api.GenerationAsync(id);

        await Person.OpenAsync(callback);

        Assert.NotEmpty(await Connect.ProblemAsync());
        Assert.Equal("active", await Sandbox.Api.StateAsync(id));
        Assert.True(await Sandbox.Api.GenerationAsync(id) >= generation);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("code")]
    public async Task A_callback_that_was_tampered_with_stores_nothing(string parameter)
    {
        await Connect.GoToConsentAsync(Sandbox.Pages, People.Idris);
        var callback = (await RingCentral.AllowWithoutReturningAsync()).ToString();
        var value = callback.Split(parameter + "=")[1].Split('&')[0];
        var middle = value.Length / 2;
        var changed = value[..middle] + (value[middle] == 'A' ? 'B' : 'A') + value[(middle + 1)..];

        await Person.OpenAsync(new Uri(callback.Replace(value, changed, StringComparison.Ordinal)));

        Assert.NotEmpty(await Connect.ProblemAsync());
        await NothingIsStoredAsync(People.Idris);
    }

    [Fact]
    public async Task A_callback_in_a_browser_that_did_not_start_it_stores_nothing()
    {
        await Connect.GoToConsentAsync(Sandbox.Pages, People.Idris);
        var callback = await RingCentral.AllowWithoutReturningAsync();
        await Person.Context.ClearCookiesAsync();

        await Person.OpenAsync(callback);

        Assert.NotEmpty(await Connect.ProblemAsync());
        await NothingIsStoredAsync(People.Idris);
    }

    private async Task NothingIsStoredAsync(string ownerId) =>
        (await Sandbox.Api.GetConnectionByExternalIdAsync(People.ExternalId(ownerId))).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");
}
