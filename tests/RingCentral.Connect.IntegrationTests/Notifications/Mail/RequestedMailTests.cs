using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Mail.Queue;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>Mails that an administrator asks for.</summary>
public sealed class RequestedMailTests(PostgresFixture postgres) : IAsyncLifetime
{
    private MailScene _scene = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _scene = await MailScene.StartAsync(postgres);

    public async ValueTask DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Mail_goes_out_on_the_next_day_where_one_was_sent_today()
    {
        var id = await _scene.FlagAsync();
        await _scene.RunAsync();
        Assert.Single(_scene.Inbox);

        Assert.Equal(MailRequest.Queued, await AskAsync(id));
        await _scene.SendAsync();
        Assert.Single(_scene.Inbox);

        await _scene.PassAsync(TimeSpan.FromHours(24));
        await _scene.SendAsync();
        Assert.Equal(2, _scene.Inbox.Count);
    }

    [Fact]
    public async Task Mail_is_added_when_all_reminders_were_sent_and_asking_often_adds_one()
    {
        var id = await _scene.FlagAsync();
        await _scene.RunAsync();
        for (var day = 0; day < 8; day++)
        {
            await _scene.PassAsync(TimeSpan.FromDays(1));
            await _scene.SendAsync();
        }

        var before = _scene.Inbox.Count;
        Assert.Equal(4, before);
        await _scene.PassAsync(TimeSpan.FromDays(1));
        await AskAsync(id);
        await AskAsync(id);
        await _scene.SendAsync();

        Assert.Equal(before + 1, _scene.Inbox.Count);
    }

    [Fact]
    public async Task Whoever_cannot_be_written_to_is_said()
    {
        var active = await _scene.Node.AddAsync((connection, _) => connection.OwnerEmail = "amara@example.com");
        var unknown = await _scene.FlagAsync(email: null);
        var jwt = await _scene.FlagAsync(kind: ConnectionKind.Jwt);
        await using var silent = await _scene.NodeAsync("--Smtp:NotifyUsers=false");

        Assert.Equal(MailRequest.NotNeeded, await AskAsync(active));
        Assert.Equal(MailRequest.NoAddress, await AskAsync(unknown));
        Assert.Equal(MailRequest.NotNeeded, await AskAsync(jwt));
        Assert.Equal(MailRequest.Off, await silent.Get<RequestedMails>().RemindAsync(await _scene.FlagAsync(), Cancelled));
    }

    private Task<MailRequest> AskAsync(Guid id) => _scene.Node.Get<RequestedMails>().RemindAsync(id, Cancelled);
}
