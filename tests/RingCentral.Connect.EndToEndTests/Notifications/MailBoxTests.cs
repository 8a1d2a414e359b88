using System.Diagnostics;
using System.Net;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Notifications;

/// <summary>From a session that RingCentral ended, over the mail in the sandbox's mail box, to a connection that works again.</summary>
public sealed class MailBoxTests(BrowserFixture browser, SandboxFixture fixture) : SandboxTest(browser, fixture)
{
    private static readonly TimeSpan UntilMailed = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_mail_brings_its_reader_back_with_one_click()
    {
        var id = await Connect.ConnectAsync(Sandbox.Pages, People.Maud);
        (await Sandbox.Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
        var email = (await Sandbox.Api.GetConnectionAsync(id)).Json.GetProperty("owner").GetProperty("email").GetString()!;
        await Sandbox.Simulator.DoAsync(People.Maud, "end-sessions");
        await Sandbox.Api.BecameAsync(id, "needs_reauthorization");

        var watch = Stopwatch.StartNew();
        await OpenMailAsync(email, "Please sign in to RingCentral again");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, UntilMailed);
        TestContext.Current.TestOutputHelper?.WriteLine($"From the flag to the mail in the box: {watch.Elapsed.TotalSeconds:0.0} s");

        var signIn = await Person.Context.RunAndWaitForPageAsync(() => Person.Page.FrameLocator("iframe").Locator("a.go").ClickAsync());
        var person = new BrowserPerson(Person.Context, signIn);
        var pages = new RingCentralPages(person);
        await pages.SignInAsync(People.Maud);
        await pages.AllowAsync();
        Assert.Equal(id, await new ConnectPages(person).ConnectedIdAsync());
        Assert.Equal("active", await Sandbox.Api.StateAsync(id));
    }

    private async Task OpenMailAsync(string email, string subject)
    {
        var row = Person.Find("mail").Filter(new() { HasText = email }).Filter(new() { HasText = subject });
        await Eventually.TrueAsync(
            async () =>
            {
                await Person.OpenAsync(Sandbox.MailBox);
                return await row.CountAsync() > 0;
            },
            UntilMailed,
            "the mail is in the box");
        await row.First.GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await Person.Find("subject").WaitForAsync();
    }
}
