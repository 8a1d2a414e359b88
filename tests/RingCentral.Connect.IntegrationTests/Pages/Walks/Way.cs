using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>A person's way through our pages and RingCentral's, whatever they press things with.</summary>
/// <param name="person">Whose browser.</param>
/// <param name="press">Presses what has this test id.</param>
/// <param name="look">Is told the name of each page that the person gets to see.</param>
internal sealed class Way(BrowserPerson person, Func<string, Task> press, Func<string, Task> look)
{
    /// <summary>From an app's link to the page that says what was connected; the connection's id.</summary>
    public async Task<string> ConnectAsync(Uri link, string ownerId)
    {
        await person.OpenAsync(link);
        await PressOnAsync("connect", "connect-start");
        return await SignInAsync(ownerId);
    }

    /// <summary>From the link of a mail, which leads to RingCentral at once, to the page that says what was connected.</summary>
    public async Task<string> ReconnectAsync(Uri link, string ownerId)
    {
        await person.OpenAsync(link);
        return await SignInAsync(ownerId);
    }

    /// <summary>From the page that says what was connected, over the person's own page, to the end of the connection.</summary>
    public async Task DisconnectAsync()
    {
        await press("manage");
        await PressOnAsync("mine", "disconnect");
        await PressOnAsync("mine-asked", "disconnect-yes");
        await person.Page.Locator("[data-testid=mine] .verdict[data-state=disconnected]").WaitForAsync();
        await look("mine-disconnected");
    }

    private async Task<string> SignInAsync(string ownerId)
    {
        await PressOnAsync("ringcentral-sign-in", $"user-{ownerId}");
        await PressOnAsync("ringcentral-consent", "consent-allow");
        await person.Find("connected").WaitForAsync();
        await look("connected");
        var id = await person.Find("connected").GetAttributeAsync("data-connection-id");
        Assert.NotNull(id);
        return id;
    }

    private async Task PressOnAsync(string page, string testId)
    {
        await person.Find(testId).WaitForAsync();
        await look(page);
        await press(testId);
    }
}
