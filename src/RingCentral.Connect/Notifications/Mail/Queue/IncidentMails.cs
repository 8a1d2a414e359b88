using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;

namespace RingCentral.Connect.Notifications.Mail.Queue;

/// <summary>
/// The mails of an incident, which begins when a connection needs its user and ends when it does not any more. They are written when it begins, the reminders
/// too, and what is left is dropped when it ends.
/// </summary>
internal sealed partial class IncidentMails(TimeProvider time, ILogger<IncidentMails> logger)
{
    /// <summary>How long after the beginning the reminders are sent.</summary>
    public static readonly TimeSpan[] Reminders = [TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7)];

    private static readonly string[] StateChanges =
    [
        EventTypes.Connected, EventTypes.Reconnected, EventTypes.Imported, EventTypes.ReauthorizationRequired, EventTypes.Blocked,
        EventTypes.Expiring, EventTypes.Recovered, EventTypes.Disconnected,
    ];

    /// <summary>Writes the first mail and the reminders, unless the incident is over already or another event stands for it.</summary>
    public async Task BeginAsync(ConnectDbContext context, ConnectionEvent entry, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, entry, ConnectionState.NeedsReauthorization, cancellationToken) is not { } connection)
        {
            return;
        }

        if (await BeforeAsync(context, entry, cancellationToken) == EventTypes.ReauthorizationRequired)
        {
            await GoOnAsync(context, connection, cancellationToken);
        }

        var optedOut = await context.MailOptOuts.AnyAsync(wish => wish.ConnectionId == connection.Id, cancellationToken);
        PlannedMail[] planned =
        [
            new(MailKind.ReauthorizationRequired, 0, time.GetUtcNow()),
            .. Reminders.Take(optedOut ? 0 : Reminders.Length).Select((after, index) => new PlannedMail(MailKind.Reminder, index + 1, connection.StateSince + after)),
        ];
        await AddAsync(context, connection, planned, cancellationToken);
    }

    /// <summary>Writes that the connection will end.</summary>
    public async Task AnnounceLapseAsync(ConnectDbContext context, ConnectionEvent entry, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, entry, ConnectionState.Active, cancellationToken) is { } connection)
        {
            await AddAsync(context, connection, [new(MailKind.AboutToLapse, 0, time.GetUtcNow())], cancellationToken);
        }
    }

    /// <summary>Writes "connected again", where the incident that ends had been written about.</summary>
    public async Task ConfirmAsync(ConnectDbContext context, ConnectionEvent entry, CancellationToken cancellationToken)
    {
        if (await BeforeAsync(context, entry, cancellationToken) is not (EventTypes.ReauthorizationRequired or EventTypes.Expiring))
        {
            return;
        }

        var now = time.GetUtcNow();
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO mails (id, kind, connection_id, incident, number, recipient, due_at, state, attempts, created_at)
            SELECT {Guid.CreateVersion7(now)}, 'reconnected', connection_id, incident, 0, recipient, {now}, 'pending', 0, {now}
              FROM mails
             WHERE connection_id = {entry.ConnectionId} AND kind = ANY({MailKinds.OneADay}) AND state = 'sent' AND incident < {entry.OccurredAt}
             ORDER BY incident DESC, sent_at DESC LIMIT 1
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
    }

    /// <summary>Drops what is left to be sent.</summary>
    public static Task EndAsync(ConnectDbContext context, ConnectionEvent entry, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"""
            UPDATE mails SET state = 'dropped', last_error = 'solved'
             WHERE connection_id = {entry.ConnectionId} AND kind = ANY({MailKinds.OneADay}) AND state = 'pending' AND incident < {entry.OccurredAt}
            """,
            cancellationToken);

    /// <summary>
    /// The connection, if it has been in the state since this event or an earlier one; a later one has its own. It cannot be deleted until this
    /// transaction ends.
    /// </summary>
    private static async Task<Connection?> FindAsync(ConnectDbContext context, ConnectionEvent entry, ConnectionState state, CancellationToken cancellationToken)
    {
        var connection = await context.Connections
            .FromSql($"SELECT * FROM connections WHERE id = {entry.ConnectionId} FOR KEY SHARE").AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return connection is { Kind: ConnectionKind.AuthorizationCode } && connection.State == state && connection.StateSince <= entry.OccurredAt ? connection : null;
    }

    private static Task<string?> BeforeAsync(ConnectDbContext context, ConnectionEvent entry, CancellationToken cancellationToken) =>
        context.ConnectionEvents
            .Where(other => other.ConnectionId == entry.ConnectionId && other.Sequence < entry.Sequence && StateChanges.Contains(other.Type))
            .OrderByDescending(other => other.Sequence).Select(other => (string?)other.Type).FirstOrDefaultAsync(cancellationToken);

    /// <summary>RingCentral gave another reason, and the state began anew; for the person it is the same incident.</summary>
    private static Task<int> GoOnAsync(ConnectDbContext context, Connection connection, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"""
            UPDATE mails SET incident = {connection.StateSince}
             WHERE connection_id = {connection.Id} AND kind IN ('reauthorization_required', 'reminder')
               AND incident = (SELECT max(incident) FROM mails WHERE connection_id = {connection.Id} AND kind = 'reauthorization_required')
               AND incident < {connection.StateSince}
            """,
            cancellationToken);

    private async Task AddAsync(ConnectDbContext context, Connection connection, PlannedMail[] planned, CancellationToken cancellationToken)
    {
        if (connection.OwnerEmail?.Trim() is not { Length: > 0 and <= OutgoingMailMapping.RecipientMaxLength } recipient)
        {
            Log.NoAddress(logger, connection.Id);
            return;
        }

        var now = time.GetUtcNow();
        Guid[] ids = [.. planned.Select(_ => Guid.CreateVersion7(now))];
        string[] kinds = [.. planned.Select(mail => SnakeCase.Write(mail.Kind))];
        int[] numbers = [.. planned.Select(mail => mail.Number)];
        DateTimeOffset[] dues = [.. planned.Select(mail => mail.DueAt)];
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO mails (id, kind, connection_id, incident, number, recipient, due_at, state, attempts, created_at)
            SELECT wanted.id, wanted.kind, {connection.Id}, {connection.StateSince}, wanted.number, {recipient}, wanted.due_at, 'pending', 0, {now}
              FROM unnest({ids}, {kinds}, {numbers}, {dues}) AS wanted (id, kind, number, due_at)
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
    }

    private sealed record PlannedMail(MailKind Kind, int Number, DateTimeOffset DueAt);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The user of connection {ConnectionId} is not written to: no mail address of theirs is known.")]
        public static partial void NoAddress(ILogger logger, Guid connectionId);
    }
}
