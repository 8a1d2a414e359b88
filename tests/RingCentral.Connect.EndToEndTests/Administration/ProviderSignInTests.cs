using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Administration;

public sealed class ProviderSignInTests(BrowserFixture browser, SandboxFixture sandbox) : SandboxTest(browser, sandbox)
{
    [Theory]
    [InlineData("256440017", "Tomas Okonedo", true)]
    [InlineData("256440016", "Ines Castellan", false)]
    public async Task Sandbox_lets_administrators_sign_in_at_the_simulator(string owner, string name, bool mayChange)
    {
        await Person.OpenAsync(new Uri(Sandbox.Pages, "admin/keys"));
        await Person.Find("sign-in-oidc").ClickAsync();
        await RingCentral.SignInAsync(owner);
        await RingCentral.AllowAsync();
        await Person.ArriveAsync(new Uri(Sandbox.Pages, "admin/keys"));

        Assert.Equal(name, await Person.Page.Locator(".masthead__who").TextContentAsync());
        Assert.Equal(mayChange ? 1 : 0, await Person.Find("new-form").CountAsync());
        Assert.Contains(await Sandbox.Simulator.SessionsOfAsync(owner), session => session.GetProperty("client_id").GetString() == "sandbox-admin");
    }
}
