using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Mail.Sending;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>However many connections a person has, and however they are spelt: one mail a day.</summary>
public sealed class OneADayTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_second_connection_of_the_same_person_waits_a_day()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await scene.FlagAsync("amara@example.com");
        await scene.FlagAsync("Amara@Example.com");
        await scene.FlagAsync("somebody.else@example.com");

        await scene.RunAsync();
        Assert.Equal(2, scene.Inbox.Count);

        await scene.PassAsync(TimeSpan.FromHours(23));
        await scene.SendAsync();
        Assert.Equal(2, scene.Inbox.Count);

        // A day after the first mail the second connection's is sent, and after two the first one's reminder.
        await scene.PassAsync(TimeSpan.FromHours(1.1));
        await scene.SendAsync();
        Assert.Equal(2, ToAmara(scene));
        await scene.PassAsync(TimeSpan.FromHours(24.1));
        await scene.SendAsync();
        Assert.Equal(3, ToAmara(scene));
    }

    [Fact]
    public async Task Nodes_that_send_at_the_same_time_keep_to_it()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await using var second = await scene.NodeAsync();
        for (var i = 0; i < 6; i++)
        {
            await scene.FlagAsync(i % 2 == 0 ? "amara@example.com" : "AMARA@example.com");
        }

        await scene.TakeEventsAsync();

        var senders = new[] { scene.Node, second, scene.Node, second }.Select(node => node.Get<MailSender>().RunOnceAsync(TestContext.Current.CancellationToken));
        await Task.WhenAll(senders);

        Assert.Single(scene.Inbox);
    }

    [Fact]
    public async Task What_the_person_did_is_confirmed_without_waiting()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.FlagAsync();
        await scene.RunAsync();

        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);
        await scene.RunAsync();

        Assert.Equal(2, scene.Inbox.Count);
        Assert.Equal("You are connected to RingCentral again", scene.Subjects[1]);
    }

    [Fact]
    public async Task After_an_outage_of_the_mail_server_one_mail_comes_and_not_the_reminders_with_it()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await scene.FlagAsync();
        await scene.TakeEventsAsync();

        await scene.PassAsync(TimeSpan.FromDays(4));
        await scene.SendAsync();

        Assert.Equal(["Please sign in to RingCentral again"], scene.Subjects);
        var rows = await scene.RowsAsync();
        Assert.Equal([MailState.Sent, MailState.Dropped, MailState.Dropped, MailState.Pending], rows.Select(row => row.State));
    }

    private static int ToAmara(MailScene scene) => scene.Inbox.Count(mail => mail.To.Mailboxes.Single().Address.StartsWith("amara", StringComparison.OrdinalIgnoreCase));
}
