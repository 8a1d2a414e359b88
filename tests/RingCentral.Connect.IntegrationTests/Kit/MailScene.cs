using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.Notifications.Mail.Sending;
using RingCentral.Connect.Notifications.Outbox;
using RingCentral.Connect.Sandbox.Mail;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A database, a node that runs nothing by itself, and a real mail server: a test decides when events are taken and mail is sent.</summary>
internal sealed class MailScene : IAsyncDisposable
{
    private readonly ConcurrentQueue<TakenMail> _taken = new();
    private readonly TestDatabase _database;
    private MailServer? _server;

    private MailScene(TestDatabase database) => _database = database;

    public ServiceNode Node { get; private set; } = null!;

    /// <summary>What the mail server has taken, in order.</summary>
    public IReadOnlyList<MimeMessage> Inbox => [.. _taken.Select(mail => MimeMessage.Load(new MemoryStream(mail.Bytes)))];

    public IReadOnlyList<string> Subjects => [.. Inbox.Select(message => message.Subject ?? "")];

    public MailServer Server => _server!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<MailScene> StartAsync(PostgresFixture postgres, MailServerOptions? server = null, params string[] settings)
    {
        var scene = new MailScene(await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled));
        scene.StartServer(server ?? new MailServerOptions());
        scene.Node = await scene.NodeAsync(settings);
        return scene;
    }

    /// <summary>A node on this database and mail server; settings of a test's own come last and win.</summary>
    public Task<ServiceNode> NodeAsync(params string[] settings) => NodeAsync(new NodeRoles(Web: true, Jobs: true), settings);

    public Task<ServiceNode> NodeAsync(NodeRoles roles, params string[] settings)
    {
        string[] basic =
        [
            "--Smtp:Host=127.0.0.1",
            $"--Smtp:Port={Server.Port.ToString(CultureInfo.InvariantCulture)}",
            "--Smtp:Security=None",
            "--Smtp:From=connections@fernway.example",
            "--Branding:AppName=Fernway Desk",
            "--Branding:Support=help@fernway.example",
            "--Branding:OperatorName=Fernway Software",
            "--Branding:PostalAddress=12 Quay Street, Exampleton",
        ];
        return ServiceNode.BuildAsync(_database, VaultFixture.Nowhere, roles, [.. basic, .. settings]);
    }

    public void StartServer(MailServerOptions options) => _server = MailServer.Start(options, mail =>
    {
        _taken.Enqueue(mail);
        return Task.CompletedTask;
    });

    public async Task StopServerAsync() => await Server.DisposeAsync();

    /// <summary>A connection whose user must sign in again, told of but not yet taken from the outbox.</summary>
    public async Task<Guid> FlagAsync(string? email = "amara@example.com", ConnectionKind kind = ConnectionKind.AuthorizationCode)
    {
        var id = await Node.AddAsync((connection, _) => (connection.OwnerEmail, connection.OwnerName) = (email, "Amara Okafor"), kind);
        await ChangeAsync(id, ConnectionState.NeedsReauthorization, EventTypes.ReauthorizationRequired);
        return id;
    }

    /// <summary>Moves a connection into a state and tells of it, as the service does.</summary>
    public async Task ChangeAsync(Guid id, ConnectionState state, string? eventType, StateReason reason = StateReason.SessionEnded)
    {
        await using var context = await Node.ContextAsync();
        var connection = await context.Connections.SingleAsync(row => row.Id == id, Cancelled);
        var now = Node.Now;
        (connection.State, connection.StateSince) = (state, now);
        connection.Reason = state == ConnectionState.Active ? null : reason;
        if (eventType is not null)
        {
            Tell(context, connection, eventType, now);
        }

        await context.SaveChangesAsync(Cancelled);
    }

    /// <summary>Tells of something that changes no state.</summary>
    public async Task TellAsync(Guid id, string eventType)
    {
        await using var context = await Node.ContextAsync();
        Tell(context, await context.Connections.SingleAsync(row => row.Id == id, Cancelled), eventType, Node.Now);
        await context.SaveChangesAsync(Cancelled);
    }

    /// <summary>Empties the outbox and sends what is due.</summary>
    public async Task RunAsync()
    {
        await TakeEventsAsync();
        await SendAsync();
    }

    public async Task TakeEventsAsync()
    {
        while (await Node.Get<OutboxDispatch>().RunOnceAsync(Cancelled))
        {
        }
    }

    public async Task SendAsync()
    {
        while (await Node.Get<MailSender>().RunOnceAsync(Cancelled))
        {
        }
    }

    /// <summary>As if that much time had passed: every instant moves into the past.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await using var context = await Node.ContextAsync();
        await context.Database.ExecuteSqlAsync(
            $"""
            UPDATE mails SET incident = incident - {time}, due_at = due_at - {time}, next_attempt_at = next_attempt_at - {time}, sent_at = sent_at - {time},
                             created_at = created_at - {time};
            UPDATE connections SET state_since = state_since - {time}, created_at = created_at - {time};
            UPDATE alarms SET opened_at = opened_at - {time}, closed_at = closed_at - {time};
            UPDATE connection_events SET occurred_at = occurred_at - {time};
            """,
            Cancelled);
    }

    public async Task<IReadOnlyList<OutgoingMail>> RowsAsync()
    {
        await using var context = await Node.ContextAsync();
        return await context.Mails.AsNoTracking().OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Number).ToListAsync(Cancelled);
    }

    /// <summary>Keeps the HTML of every mail for people to look at: <c>artifacts/mails/NAME-1.html</c> and on.</summary>
    public async Task KeepAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(BuiltPrograms.Artifacts, "mails")).FullName;
        foreach (var (mail, index) in Inbox.Select((mail, index) => (mail, index)))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{index + 1}.html")), mail.HtmlBody, Cancelled);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Server.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static void Tell(Data.ConnectDbContext context, Connection connection, string type, DateTimeOffset now) => context.ConnectionEvents.Add(new ConnectionEvent
    {
        ConnectionId = connection.Id,
        Sequence = ++connection.EventSequence,
        Type = type,
        OccurredAt = now,
        Actor = "system",
    });
}
