using System.Net;
using MimeKit;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>Reminders end when their reader says so, by a button or by the mail program's own (RFC 8058).</summary>
public sealed class UnsubscribeTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, string> OneClick = new() { ["List-Unsubscribe"] = "One-Click" };

    [Fact]
    public async Task One_click_ends_the_reminders_of_this_connection()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await using var web = await WebAsync(scene);
        using var browser = new Browser(web.Url);
        var id = await scene.FlagAsync();
        var other = await scene.FlagAsync("tomas@example.com");
        var link = await ReminderLinkAsync(scene);

        using (var answer = await browser.PostAsync(link, OneClick))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var rows = await scene.RowsAsync();
        Assert.Equal(0, rows.Count(row => row.ConnectionId == id && row.State == MailState.Pending));
        Assert.Equal(2, rows.Count(row => row.ConnectionId == other && row.State == MailState.Pending));

        await scene.PassAsync(TimeSpan.FromDays(20));
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Recovered);
        await scene.ChangeAsync(id, ConnectionState.NeedsReauthorization, EventTypes.ReauthorizationRequired);
        await scene.RunAsync();
        var told = scene.Inbox[^1];
        Assert.Contains("amara", told.To.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("We will remind you", told.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(await scene.RowsAsync(), row => row.ConnectionId == id && row.Kind == MailKind.Reminder && row.State == MailState.Pending);
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_shows_a_button()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await using var web = await WebAsync(scene);
        using var browser = new Browser(web.Url);
        await scene.FlagAsync();
        var link = await ReminderLinkAsync(scene);

        Assert.Equal("asking", await browser.LandAsync(new Uri(web.Url, link), "unsubscribe", "data-outcome"));

        Assert.Equal(0, browser.Cookies.Count);
        Assert.Equal(2, (await scene.RowsAsync()).Count(row => row.State == MailState.Pending));
        using var ended = await browser.PostAsync(link, new Dictionary<string, string>());
        Assert.Contains("data-outcome=\"ended\"", await ended.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_was_altered_does_nothing()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await using var web = await WebAsync(scene);
        using var browser = new Browser(web.Url);
        await scene.FlagAsync();
        var link = await ReminderLinkAsync(scene);
        var altered = link[..^4] + "AAAA";

        using var opened = await browser.OpenAsync(altered);
        using var posted = await browser.PostAsync(altered, OneClick);

        Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.Equal(2, (await scene.RowsAsync()).Count(row => row.State == MailState.Pending));
    }

    private static async Task<ServiceNode> WebAsync(MailScene scene)
    {
        var node = await scene.NodeAsync(new NodeRoles(Web: true, Jobs: false));
        await node.StartAsync();
        return node;
    }

    /// <summary>The path of the header's link in the first reminder, to whoever was flagged first.</summary>
    private static async Task<string> ReminderLinkAsync(MailScene scene)
    {
        await scene.RunAsync();
        await scene.PassAsync(TimeSpan.FromDays(1));
        await scene.SendAsync();
        MimeMessage reminder = scene.Inbox.First(mail => mail.Headers.Contains("List-Unsubscribe") && mail.To.ToString().Contains("amara", StringComparison.Ordinal));
        return new Uri(reminder.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;
    }
}
