namespace RingCentral.Connect.TestKit.Browsing.Pages;

/// <summary>The pages for admins.</summary>
public sealed class AdminPages(BrowserPerson person, Uri service)
{
    public async Task SignInAsync(Uri link)
    {
        await person.OpenAsync(link);
        await person.Find("sign-in").ClickAsync();
        await person.Find("sign-out").WaitForAsync();
        await person.LoadedAsync();
    }

    /// <summary>The state of a connection as the dashboard shows it; null when it has no row.</summary>
    public async Task<string?> StateOfAsync(string connectionId)
    {
        await person.OpenAsync(new Uri(service, "admin/connections"));
        var row = person.Page.Locator($"[data-testid=connection-row][data-connection-id=\"{connectionId}\"]");
        return await row.CountAsync() == 0 ? null : await row.GetAttributeAsync("data-state");
    }
}
