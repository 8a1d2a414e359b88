namespace RingCentral.Connect.TestKit.Browsing.Pages;

/// <summary>The pages for people who connect an account.</summary>
public sealed class ConnectPages(BrowserPerson person)
{
    private readonly RingCentralPages _ringCentral = new(person);

    /// <summary>From a page that offers to connect, over sign-in and consent, to the page that says what was connected; gives its id.</summary>
    public async Task<string> ConnectAsync(Uri page, string ownerId)
    {
        await GoToConsentAsync(page, ownerId);
        await _ringCentral.AllowAsync();
        return await ConnectedIdAsync();
    }

    public async Task GoToConsentAsync(Uri page, string ownerId)
    {
        await person.OpenAsync(page);
        await person.Find("connect-start").ClickAsync();
        await _ringCentral.SignInAsync(ownerId);
    }

    public async Task<string> ConnectedIdAsync() =>
        await person.Find("connected").GetAttributeAsync("data-connection-id") ?? throw new InvalidOperationException("The page names no connection.");

    /// <summary>What went wrong, on a page that explains it and offers to start again.</summary>
    public async Task<string> ProblemAsync()
    {
        await person.Find("start-again").WaitForAsync();
        return await person.Find("problem").GetAttributeAsync("data-problem") ?? throw new InvalidOperationException("The page names no problem.");
    }
}
