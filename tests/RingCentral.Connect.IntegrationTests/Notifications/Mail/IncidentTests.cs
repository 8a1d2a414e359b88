using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>What a person gets from the first refused refresh until they have signed in, and after that.</summary>
public sealed class IncidentTests(PostgresFixture postgres)
{
    private const string SignIn = "Please sign in to RingCentral again";
    private const string Reminder = "Not connected yet: please sign in to RingCentral again";
    private const string Again = "You are connected to RingCentral again";

    [Fact]
    public async Task Whoever_must_sign_in_is_told_at_once()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await scene.FlagAsync();

        await scene.RunAsync();

        var mail = Assert.Single(scene.Inbox);
        Assert.Equal(SignIn, mail.Subject);
        Assert.Equal("\"Amara Okafor\" <amara@example.com>", mail.To.ToString());
        Assert.Equal("\"Fernway Desk\" <connections@fernway.example>", mail.From.ToString());
        Assert.Equal("help@fernway.example", mail.ReplyTo.ToString());
        Assert.EndsWith("@fernway.example", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.False(mail.Headers.Contains("List-Unsubscribe"));
        Assert.InRange(mail.Date, scene.Node.Now.AddMinutes(-1), scene.Node.Now.AddMinutes(1));
    }

    [Fact]
    public async Task An_incident_is_written_about_once_however_often_it_is_reported()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.RunAsync();

        foreach (var reason in new[] { StateReason.TokenRevoked, StateReason.UserDisabled })
        {
            await scene.ChangeAsync(id, ConnectionState.NeedsReauthorization, EventTypes.ReauthorizationRequired, reason);
            await scene.RunAsync();
        }

        Assert.Equal([SignIn], scene.Subjects);
        var since = (await scene.Node.ConnectionAsync(id)).StateSince;
        Assert.All(await scene.RowsAsync(), row => Assert.Equal(since, row.Incident));
        await scene.PassAsync(TimeSpan.FromDays(1));
        await scene.RunAsync();
        Assert.Equal([SignIn, Reminder], scene.Subjects);
    }

    [Fact]
    public async Task Reminders_come_after_1_3_and_7_days_and_then_no_more()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await scene.FlagAsync();
        await scene.RunAsync();

        foreach (var (hours, mails) in new[] { (23, 1), (2, 2), (46, 2), (2, 3), (94, 3), (2, 4), (24 * 60, 4) })
        {
            await scene.PassAsync(TimeSpan.FromHours(hours));
            await scene.SendAsync();
            Assert.Equal(mails, scene.Inbox.Count);
        }

        Assert.Equal([SignIn, Reminder, Reminder, Reminder], scene.Subjects);
        Assert.All(scene.Inbox.Skip(1), mail => Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]));
        Assert.Contains("This is reminder 1 of 3.", scene.Inbox[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("This is the last reminder.", scene.Inbox[3].TextBody, StringComparison.Ordinal);
        await scene.KeepAsync("incident");
    }

    [Fact]
    public async Task Whoever_signs_in_is_told_that_it_worked_and_reminded_no_more()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.RunAsync();

        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);
        await scene.RunAsync();
        await scene.PassAsync(TimeSpan.FromDays(30));
        await scene.RunAsync();

        Assert.Equal([SignIn, Again], scene.Subjects);
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);
        await scene.RunAsync();
        Assert.Equal(2, scene.Inbox.Count);
    }

    [Theory]
    [InlineData(ConnectionState.Active, EventTypes.Recovered)]
    [InlineData(ConnectionState.Disconnected, EventTypes.Disconnected)]
    public async Task Reminders_end_with_the_incident(ConnectionState state, string type)
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.RunAsync();

        await scene.ChangeAsync(id, state, type);
        await scene.TakeEventsAsync();

        Assert.DoesNotContain(await scene.RowsAsync(), row => row.State == MailState.Pending);
        await scene.PassAsync(TimeSpan.FromDays(8));
        await scene.SendAsync();
        Assert.Equal([SignIn], scene.Subjects);
    }

    [Fact]
    public async Task An_incident_that_nobody_was_told_of_ends_without_a_word()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);

        await scene.RunAsync();

        Assert.Empty(scene.Inbox);
        Assert.Empty(await scene.RowsAsync());
    }

    [Fact]
    public async Task A_mail_that_waits_is_not_sent_once_its_incident_is_over()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.TakeEventsAsync();

        // The event of it is still in the outbox.
        await scene.ChangeAsync(id, ConnectionState.Active, eventType: null);
        await scene.SendAsync();

        Assert.Empty(scene.Inbox);
        Assert.Equal(MailState.Dropped, (await scene.RowsAsync()).Single(row => row.Kind == MailKind.ReauthorizationRequired).State);
    }

    [Fact]
    public async Task A_second_incident_is_written_about_again()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.RunAsync();
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);
        await scene.RunAsync();
        await scene.PassAsync(TimeSpan.FromDays(2));

        await scene.ChangeAsync(id, ConnectionState.NeedsReauthorization, EventTypes.ReauthorizationRequired);
        await scene.RunAsync();

        Assert.Equal([SignIn, Again, SignIn], scene.Subjects);
    }

    [Fact]
    public async Task An_end_that_is_known_is_announced_with_a_way_to_sign_in_before()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Recovered);
        await scene.Node.ChangeAsync(id, session => session.SessionExpiresAt = scene.Node.Now.AddHours(20));
        await scene.TellAsync(id, EventTypes.Expiring);

        await scene.RunAsync();

        var mail = Assert.Single(scene.Inbox);
        Assert.StartsWith("Your connection to RingCentral ends on ", mail.Subject, StringComparison.Ordinal);
        Assert.Matches("/reconnect/[^/]+/start", mail.HtmlBody);
        await scene.ChangeAsync(id, ConnectionState.Active, EventTypes.Reconnected);
        await scene.RunAsync();
        Assert.Equal(Again, scene.Subjects[^1]);
        await scene.KeepAsync("lapse");
    }

    [Fact]
    public async Task Nobody_is_written_to_where_there_is_no_user_no_address_or_no_wish()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await scene.FlagAsync(kind: ConnectionKind.Jwt);
        await scene.FlagAsync(email: null);
        await scene.FlagAsync(email: " ");
        await scene.RunAsync();
        Assert.Empty(await scene.RowsAsync());

        await using var quiet = await MailScene.StartAsync(postgres, settings: "--Smtp:NotifyUsers=false");
        await quiet.FlagAsync();
        await quiet.RunAsync();
        Assert.Empty(await quiet.RowsAsync());
    }

    [Fact]
    public async Task With_a_connection_its_mails_are_deleted()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        var id = await scene.FlagAsync();
        await scene.RunAsync();

        await using var context = await scene.Node.ContextAsync();
        await context.Connections.Where(row => row.Id == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await scene.RowsAsync());
    }
}
