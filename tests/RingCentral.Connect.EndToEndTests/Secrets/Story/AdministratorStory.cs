using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>What administrators see and do: every page, every kind of thing that is made and shown once, every way to sign in.</summary>
internal sealed class AdministratorStory(Installation installation, BrowserPerson person)
{
    private static readonly string[] Pages =
    [
        "admin", "admin/connections", "admin/connections?q=a", "admin/connections.csv", "admin/connect-links", "admin/keys", "admin/webhooks", "admin/audit", "admin/sessions", "admin/settings", "admin/bulk",
        "admin/jobs", "admin/jobs/recurring", "admin/jobs/jobs/succeeded", "admin/jobs/jobs/failed", "admin/jobs/servers", "docs", "openapi/v1.json", "metrics", "health/ready", "nowhere/at/all", "error/500",
    ];

    /// <summary>By a link that was printed, which is over then.</summary>
    public async Task SignInAsync()
    {
        var link = new Uri(await installation.RunAsync(["admin", "sign-in-link"]));
        await new AdminPages(person, installation.Url).SignInAsync(link);
        await person.OpenAsync(link);
    }

    public async Task LookAsync(params string[] connections)
    {
        foreach (var page in Pages.Concat(connections.Select(id => $"admin/connections/{id}")))
        {
            await person.Page.Context.APIRequest.GetAsync(new Uri(installation.Url, page).ToString());
        }
    }

    /// <summary>Keys, links and endpoints.</summary>
    public async Task MakeAsync()
    {
        await OpenAsync("admin/keys");
        await person.Page.Locator("input[name=name]").FillAsync("Made by hand");
        await person.Page.Locator("input[name=scopes]").First.CheckAsync();
        await person.Find("create").ClickAsync();
        await person.Find("new-key").WaitForAsync();
        await OpenAsync("admin/connect-links");
        await person.Page.Locator("input[name=externalId]").FillAsync("invited by hand");
        await person.Find("create").ClickAsync();
        await person.Find("new-link").WaitForAsync();
        await OpenAsync("admin/webhooks");
        await person.Page.Locator("input[name=url]").FillAsync("https://app.example.com/never");
        await person.Find("create").ClickAsync();
        await person.Find("rotate").ClickAsync();
        await person.Find("new-secret").WaitForAsync();
        await person.Find("disable").ClickAsync();
        await person.Find("enable").WaitForAsync();
    }

    /// <summary>What can be done to a connection, and to many.</summary>
    public async Task ActAsync(string id)
    {
        foreach (var deed in new[] { "test", "rotate", "pause", "resume", "allow_other", "refuse_other" })
        {
            await OpenAsync($"admin/connections/{id}");
            await person.Page.Locator($".deeds button[value={deed}]").ClickAsync();
            await person.Find("told").WaitForAsync();
        }

        await person.Find("sign-out").ClickAsync();
        await person.Find("sign-in-oidc").WaitForAsync();
    }

    /// <summary>At the provider: an administrator, who signs out; a viewer, who may not see jobs; somebody who is neither; and a callback that comes again.</summary>
    public async Task SignInAtProviderAsync()
    {
        var ringCentral = new RingCentralPages(person);
        foreach (var owner in new[] { People.Tomas, People.Ines, People.Pavel })
        {
            await person.Page.Context.ClearCookiesAsync();
            await OpenAsync("admin");
            await person.Find("sign-in-oidc").ClickAsync();
            await ringCentral.SignInAsync(owner);
            await ringCentral.AllowAsync();
            await person.ArriveAsync(there => !there.AbsolutePath.StartsWith("/restapi/", StringComparison.Ordinal) && !there.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal));
            await person.Page.Context.APIRequest.GetAsync(new Uri(installation.Url, "admin/jobs").ToString());
        }

        await person.Find("sign-in-problem").WaitForAsync();
        var again = installation.Front.Exchanges.First(exchange => exchange.Path == "/admin/sign-in/callback");
        using var http = new HttpClient();
        using var stale = await http.GetAsync(new Uri(installation.Url, again.Target), TestContext.Current.CancellationToken);
    }

    private Task OpenAsync(string path) => person.OpenAsync(new Uri(installation.Url, path));
}
