using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.Notifications.Mail.Alarms;
using RingCentral.Connect.Notifications.Mail.Digests;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>What administrators are told: alarms at once, the rest once a day.</summary>
public sealed class AdministratorMailTests(PostgresFixture postgres)
{
    private const string Ops = "ops@fernway.example";
    private const string Detail = "A session has been due for 7 minutes.";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alarm_is_told_of_once_to_each_when_it_opens_and_when_it_closes()
    {
        await using var scene = await StartAsync();
        var book = scene.Node.Get<AlarmBook>();

        for (var look = 0; look < 3; look++)
        {
            await book.SetAsync(AlarmKind.SweepLagging, "", Detail, Cancelled);
            await LookAsync(scene);
        }

        Assert.Equal(["Alarm: Rotations are late", "Alarm: Rotations are late"], scene.Subjects);
        Assert.Equal(["boss@fernway.example", Ops], scene.Inbox.Select(mail => mail.To.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(Detail, scene.Inbox[0].TextBody, StringComparison.Ordinal);
        await book.SetAsync(AlarmKind.SweepLagging, "", null, Cancelled);
        await LookAsync(scene);
        await LookAsync(scene);
        Assert.Equal(["Over: Rotations are late", "Over: Rotations are late"], scene.Subjects.Skip(2));
        await scene.KeepAsync("alarm");
    }

    [Fact]
    public async Task An_alarm_that_comes_and_goes_does_not_fill_mail_boxes()
    {
        await using var scene = await StartAsync();
        var book = scene.Node.Get<AlarmBook>();
        for (var turn = 0; turn < 5; turn++)
        {
            await book.SetAsync(AlarmKind.BudgetTooSmall, "", "It carries nobody.", Cancelled);
            await LookAsync(scene);
            await book.SetAsync(AlarmKind.BudgetTooSmall, "", null, Cancelled);
            await LookAsync(scene);
        }

        Assert.Equal(4, scene.Inbox.Count);
        await book.SetAsync(AlarmKind.BudgetTooSmall, "", "It carries nobody.", Cancelled);
        await scene.PassAsync(TimeSpan.FromMinutes(31));
        await LookAsync(scene);
        Assert.Equal(6, scene.Inbox.Count);
    }

    [Fact]
    public async Task An_alarm_that_is_over_before_its_mail_could_go_is_not_told_of()
    {
        await using var scene = await StartAsync();
        var book = scene.Node.Get<AlarmBook>();
        await book.SetAsync(AlarmKind.SweepLagging, "", Detail, Cancelled);
        await scene.Node.Get<AlarmMails>().WriteAsync(Cancelled);
        await book.SetAsync(AlarmKind.SweepLagging, "", null, Cancelled);

        await LookAsync(scene);

        Assert.Empty(scene.Inbox);
    }

    [Fact]
    public async Task The_digest_tells_of_states_reasons_alarms_and_lapses()
    {
        await using var scene = await StartAsync("--Smtp:NotifyUsers=false");
        await scene.FlagAsync();
        var lapsing = await scene.Node.AddAsync((connection, _) => connection.OwnerName = "Tomas Lindqvist");
        await scene.Node.ChangeAsync(lapsing, session => session.SessionExpiresAt = scene.Node.Now.AddDays(2));
        await scene.Node.Get<AlarmBook>().SetAsync(AlarmKind.SweepLagging, "", Detail, Cancelled);

        await DigestAsync(scene);
        await DigestAsync(scene);

        Assert.Equal(["boss@fernway.example", Ops], scene.Inbox.Select(mail => mail.To.ToString()).Order(StringComparer.Ordinal));
        await scene.KeepAsync("digest");
        var mail = scene.Inbox[0];
        Assert.Equal("Fernway Desk: 2 connections, 1 waiting for their user", mail.Subject);
        foreach (var expected in new[]
        {
            "Rotations are late", "Active: 1", "Waiting for their user: 1", "Ended at RingCentral", "Amara Okafor (user-", "Tomas Lindqvist (user-", "/admin",
        })
        {
            Assert.Contains(expected, mail.TextBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_news_a_digest_comes_on_Mondays_alone()
    {
        await using var scene = await StartAsync();
        await scene.Node.AddAsync();

        await DigestAsync(scene);

        Assert.Equal(scene.Node.Now.DayOfWeek == DayOfWeek.Monday ? 2 : 0, scene.Inbox.Count);
    }

    [Fact]
    public async Task Nobody_is_written_to_where_nobody_is_named()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await scene.Node.Get<AlarmBook>().SetAsync(AlarmKind.SweepLagging, "", Detail, Cancelled);

        await LookAsync(scene);
        await DigestAsync(scene);

        await using var context = await scene.Node.ContextAsync();
        Assert.False(await context.Mails.AnyAsync(mail => mail.Kind != MailKind.Reminder, Cancelled));
    }

    private Task<MailScene> StartAsync(params string[] settings) => MailScene.StartAsync(
        postgres, null, [$"--Administration:NotifyAddresses:0={Ops}", "--Administration:NotifyAddresses:1=boss@fernway.example", .. settings]);

    private static async Task LookAsync(MailScene scene)
    {
        await scene.Node.Get<AlarmMails>().WriteAsync(Cancelled);
        await scene.SendAsync();
    }

    private static async Task DigestAsync(MailScene scene)
    {
        await scene.Node.Get<DigestJob>().RunAsync(Cancelled);
        await scene.SendAsync();
    }
}
