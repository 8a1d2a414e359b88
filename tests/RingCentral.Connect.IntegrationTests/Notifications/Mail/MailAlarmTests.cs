using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.Notifications.Mail.Alarms;
using RingCentral.Connect.Sandbox.Mail;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>A mail server that takes nothing is an alarm; of that alone no mail is written.</summary>
public sealed class MailAlarmTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_that_is_away_for_a_quarter_of_an_hour_is_an_alarm_until_it_is_back()
    {
        await using var scene = await MailScene.StartAsync(postgres, null, "--Administration:NotifyAddresses:0=ops@fernway.example");
        var source = scene.Node.Get<IEnumerable<IAlarmSource>>().OfType<MailAlarm>().Single();
        await scene.StopServerAsync();
        await scene.FlagAsync();
        await scene.RunAsync();
        Assert.Empty(await source.LookAsync([], Cancelled));

        await scene.PassAsync(TimeSpan.FromMinutes(16));
        var trouble = Assert.Single(await source.LookAsync([], Cancelled));
        Assert.Equal((AlarmKind.MailFailing, ""), (trouble.Kind, trouble.Subject));
        Assert.Contains("A mail waits, the first for 16 minutes", trouble.Detail, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", trouble.Detail, StringComparison.Ordinal);
        await scene.Node.Get<AlarmBook>().SetAsync(trouble.Kind, trouble.Subject, trouble.Detail, Cancelled);
        await scene.Node.Get<AlarmMails>().WriteAsync(Cancelled);

        scene.StartServer(new MailServerOptions { Port = scene.Server.Port });
        await scene.PassAsync(TimeSpan.FromHours(1));
        await scene.SendAsync();
        Assert.Empty(await source.LookAsync([], Cancelled));
        Assert.Single(scene.Inbox);
    }
}
