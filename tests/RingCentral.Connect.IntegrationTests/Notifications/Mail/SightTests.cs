using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.IntegrationTests.Pages.Tour;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.Notifications.Mail.Alarms;
using RingCentral.Connect.Notifications.Mail.Digests;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>Every mail is looked at as its reader will see it, small and large, light and dark.</summary>
public sealed class SightTests(PostgresFixture postgres, BrowserFixture browser) : BrowserTest(browser)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Every_mail_can_be_read_on_a_phone_and_on_a_desk_by_day_and_by_night(string language)
    {
        await using var scene = await MailScene.StartAsync(postgres, null, $"--Branding:Language={language}", "--Administration:NotifyAddresses:0=ops@fernway.example");
        await WriteEveryKindAsync(scene);

        var sight = new Sight(Person);
        var mails = scene.Inbox.DistinctBy(mail => mail.Subject).ToList();
        foreach (var (mail, name) in mails.Zip(["sign-in", "lapse", "reminder", "reconnected", "alarm", "digest"]))
        {
            await sight.LookAtMailAsync(mail.HtmlBody!, $"mail-{name}-{language}");
        }

        Assert.Equal(6, mails.Count);
    }

    private static async Task WriteEveryKindAsync(MailScene scene)
    {
        var id = await scene.FlagAsync();
        await scene.RunAsync();
        await WarnAsync(scene);
        await scene.PassAsync(TimeSpan.FromDays(1));
        await scene.RunAsync();
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);
        await scene.RunAsync();
        await scene.Node.Get<AlarmBook>().SetAsync(AlarmKind.SweepLagging, "", "A session has been due for 7 minutes.", Cancelled);
        await scene.Node.Get<AlarmMails>().WriteAsync(Cancelled);
        await scene.SendAsync();
        await scene.FlagAsync("tomas@example.com");
        await scene.Node.Get<DigestJob>().RunAsync(Cancelled);
        await scene.SendAsync();
    }

    private static async Task WarnAsync(MailScene scene)
    {
        var lapsing = await scene.Node.AddAsync((connection, _) => (connection.OwnerEmail, connection.OwnerName) = ("maximiliane@example.com", "Maximiliane Wetterstein-Hohenfels"));
        await scene.Node.ChangeAsync(lapsing, session => session.SessionExpiresAt = scene.Node.Now.AddDays(2));
        await scene.TellAsync(lapsing, EventTypes.Expiring);
        await scene.RunAsync();
    }
}
