using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using MimeKit;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Incidents;

/// <summary>The promise that no session lapses in silence: from RingCentral's first refusal until everybody knows, and from the mail until it works again.</summary>
public sealed class FirstRefusalTests(PostgresFixture postgres, BrowserFixture browser) : BrowserTest(browser)
{
    private const string Tomas = "256440017";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly List<string> _screens = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_knows_within_a_minute_and_one_click_and_one_screen_of_ours_bring_the_connection_back()
    {
        await using var scene = await IncidentScene.StartAsync(postgres);
        var id = await scene.ConnectAsync(Tomas);
        var admin = new AdminPages(Person, scene.Web.Url);
        await admin.SignInAsync(await scene.Web.Get<SignInLinks>().CreateAsync(AdminRole.Admin, Cancelled));
        Assert.Equal("active", await admin.StateOfAsync(id));

        await scene.Simulator.DoAsync(Tomas, "end-sessions");
        var refused = await scene.FirstRefusedAsync(Tomas);
        var times = await Task.WhenAll(
            UntilAsync("mail", refused, () => MailedAsync(scene)),
            UntilAsync("webhook", refused, () => CalledAsync(scene, id)),
            UntilAsync("dashboard", refused, () => ShownAsync(scene, admin, id)),
            UntilAsync("API", refused, () => ToldAsync(scene, id)));
        TestContext.Current.TestOutputHelper?.WriteLine($"From the first refused refresh to {string.Join(", ", times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Who} {time.After.TotalSeconds:0.0} s")))}.");
        Assert.All(times, time => Assert.InRange(time.After, TimeSpan.Zero, Limit));

        await using var user = await NewPersonAsync();
        await ClickAsync(user, scene.Inbox[0].HtmlBody!, scene.Web.Url);
        Assert.Equal(id, await new ConnectPages(user).ConnectedIdAsync());
        Assert.Equal("active", await scene.Api.StateAsync(id));
        Assert.Equal(["/connected"], _screens);
        Assert.Single(scene.Inbox, mail => mail.Subject == "Please sign in to RingCentral again");
    }

    private static async Task<(string Who, TimeSpan After)> UntilAsync(string who, DateTimeOffset since, Func<Task> known)
    {
        await Eventually.PassesAsync(known, Limit, who);
        return (who, TimeProvider.System.GetUtcNow() - since);
    }

    private static Task MailedAsync(IncidentScene scene)
    {
        var mail = Assert.Single(scene.Inbox);
        Assert.Equal("Please sign in to RingCentral again", mail.Subject);
        Assert.Contains("Tomas", ((MailboxAddress)mail.To[0]).Name, StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    private static Task CalledAsync(IncidentScene scene, string id)
    {
        var call = scene.Receiver.Received[0];
        Assert.Equal(("connection.reauthorization_required", id), (call.Type, call.Data.GetProperty("connection_id").GetString()));
        Assert.True(call.IsGenuine(scene.WebhookSecret));
        return Task.CompletedTask;
    }

    private async Task ShownAsync(IncidentScene scene, AdminPages admin, string id)
    {
        Assert.Equal("needs_reauthorization", await admin.StateOfAsync(id));
        await Person.OpenAsync(new Uri(scene.Web.Url, "admin"));
        Assert.Contains("One person must sign in again", await Person.Find("fleet-sentence").TextContentAsync(), StringComparison.Ordinal);
    }

    private static async Task ToldAsync(IncidentScene scene, string id)
    {
        var answer = (await scene.Api.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required");
        Assert.StartsWith(new Uri(scene.Web.Url, "/reconnect/").AbsoluteUri, answer["reconnect_url"], StringComparison.Ordinal);
    }

    /// <summary>Presses the mail's button and does what RingCentral asks for, and counts the pages of ours that are shown on the way.</summary>
    private async Task ClickAsync(BrowserPerson user, string mail, Uri service)
    {
        await user.Page.SetContentAsync(mail);
        user.Page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Status < 300 && response.Url.StartsWith(service.AbsoluteUri, StringComparison.Ordinal))
            {
                _screens.Add(new Uri(response.Url).AbsolutePath);
            }
        };
        await user.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in again" }).ClickAsync();
        var ringCentral = new RingCentralPages(user);
        await ringCentral.SignInAsync(Tomas);
        await ringCentral.AllowAsync();
    }
}
