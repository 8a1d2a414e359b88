using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using MimeKit;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>What stands in a mail, and what does not.</summary>
public sealed partial class ContentTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Text_and_HTML_say_who_what_why_and_lead_to_RingCentral_in_one_click()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await scene.FlagAsync();

        await scene.RunAsync();

        var mail = Assert.Single(scene.Inbox);
        var html = await new HtmlParser().ParseDocumentAsync(mail.HtmlBody!, TestContext.Current.CancellationToken);
        var words = html.Body!.TextContent;
        Assert.Equal("en", html.DocumentElement.GetAttribute("lang"));
        Assert.StartsWith(new Uri(scene.Node.Url, "/reconnect/").ToString(), html.QuerySelector("a.go")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith("/start", html.QuerySelector("a.go")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(html.QuerySelectorAll("img, script, link, form"));
        foreach (var expected in new[]
        {
            "Hello Amara Okafor,", "RingCentral ended the connection between your phone account and Fernway Desk", "You did nothing wrong.",
            "You connected your RingCentral account to Fernway Desk on ", "We will remind you after 1, 3 and 7 days", "We never ask for your password",
            "Sent by Fernway Software, 12 Quay Street, Exampleton.", "help@fernway.example",
        })
        {
            Assert.Contains(expected, words, StringComparison.Ordinal);
            Assert.Contains(expected, mail.TextBody, StringComparison.Ordinal);
        }

        Assert.Contains(html.QuerySelector("a.go")!.GetAttribute("href")!, mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_secret_travels_but_the_links()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.RunAsync();
        await scene.PassAsync(TimeSpan.FromDays(1));
        await scene.RunAsync();

        var pair = await scene.Node.StoredPairAsync(id);
        foreach (var mail in scene.Inbox)
        {
            var all = $"{mail.Headers} {mail.TextBody} {mail.HtmlBody}";
            Assert.DoesNotContain(pair.AccessToken.Reveal(), all, StringComparison.Ordinal);
            Assert.DoesNotContain(pair.RefreshToken!.Reveal(), all, StringComparison.Ordinal);
            Assert.DoesNotContain(id.ToString(), all, StringComparison.OrdinalIgnoreCase);
            var without = Link().Replace(mail.TextBody!, "");
            Assert.DoesNotMatch("[A-Za-z0-9_-]{32,}", without);
        }
    }

    [Fact]
    public async Task The_link_of_a_mail_works_until_the_incident_ends()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await using var web = await scene.NodeAsync(new NodeRoles(Web: true, Jobs: false));
        await web.StartAsync();
        using var browser = new Browser(web.Url);
        var id = await scene.FlagAsync();
        await scene.RunAsync();
        var path = new Uri(Link().Match(scene.Inbox[0].TextBody!).Value).AbsolutePath;

        using (var left = await browser.OpenAsync(path))
        {
            Assert.StartsWith(VaultFixture.Nowhere.ToString(), left.Headers.Location?.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(ConnectionState.NeedsReauthorization, (await scene.Node.ConnectionAsync(id)).State);
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);
        using var spent = await browser.OpenAsync(path);
        Assert.StartsWith("/problem/", spent.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configured_language_is_spoken_throughout()
    {
        await using var scene = await MailScene.StartAsync(postgres, settings: "--Branding:Language=de");
        var id = await scene.FlagAsync();
        await scene.RunAsync();
        await scene.PassAsync(TimeSpan.FromDays(1));
        await scene.RunAsync();
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);
        await scene.RunAsync();

        Assert.Equal(
            ["Bitte melden Sie sich erneut bei RingCentral an", "Noch nicht verbunden: Bitte melden Sie sich erneut bei RingCentral an", "Sie sind wieder mit RingCentral verbunden"],
            scene.Subjects);
        Assert.All(scene.Inbox, AssertGerman);
        await scene.KeepAsync("german");
    }

    [Fact]
    public async Task What_a_user_calls_themselves_is_text_and_no_markup_and_no_header()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await using (var context = await scene.Node.ContextAsync())
        {
            var connection = await context.Connections.FindAsync([id], TestContext.Current.CancellationToken);
            connection!.OwnerName = "<b>Amara</b>\r\nBcc: everybody@example.com";
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await scene.RunAsync();

        var mail = Assert.Single(scene.Inbox);
        Assert.Empty(mail.Bcc);
        Assert.Single(mail.To.Mailboxes);
        Assert.Contains("&lt;b&gt;Amara&lt;/b&gt;", mail.HtmlBody, StringComparison.Ordinal);
    }

    private static void AssertGerman(MimeMessage mail)
    {
        Assert.Contains("lang=\"de\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Guten Tag Amara Okafor,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Gesendet von Fernway Software", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(the|your|you|we|why)\b", mail.TextBody);
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
