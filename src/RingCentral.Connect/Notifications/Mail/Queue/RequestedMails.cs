using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Mails;

namespace RingCentral.Connect.Notifications.Mail.Queue;

/// <summary>
/// Reminders that an administrator asks for. They stand in the queue with all others, so that a person gets one a day whoever wants it; one that still waits for its day is sent at
/// the first moment that this allows.
/// </summary>
internal sealed class RequestedMails(IDbContextFactory<ConnectDbContext> contexts, IOptions<SmtpOptions> smtp, TimeProvider time)
{
    /// <summary>Asks for a mail with a sign-in link to the user of a connection that needs them.</summary>
    public async Task<MailRequest> RemindAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        if (!smtp.Value.WritesToUsers)
        {
            return MailRequest.Off;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connection = await context.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == connectionId, cancellationToken);
        if (connection is not { State: ConnectionState.NeedsReauthorization, Kind: ConnectionKind.AuthorizationCode })
        {
            return MailRequest.NotNeeded;
        }

        if (connection.OwnerEmail?.Trim() is not { Length: > 0 and <= OutgoingMailMapping.RecipientMaxLength } recipient)
        {
            return MailRequest.NoAddress;
        }

        if (await context.MailOptOuts.AnyAsync(wish => wish.ConnectionId == connectionId, cancellationToken))
        {
            return MailRequest.OptedOut;
        }

        await QueueAsync(context, connection, recipient, cancellationToken);
        return MailRequest.Queued;
    }

    /// <summary>A planned reminder is moved up; where none is left, one is added.</summary>
    private async Task QueueAsync(ConnectDbContext context, Connection connection, string recipient, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var moved = await context.Database.ExecuteSqlAsync(
            $"""
            UPDATE mails SET due_at = least(due_at, {now}) WHERE id = (
              SELECT id FROM mails WHERE connection_id = {connection.Id} AND incident = {connection.StateSince}
                 AND kind IN ('reauthorization_required', 'reminder') AND state = 'pending' ORDER BY due_at LIMIT 1)
            """,
            cancellationToken);
        if (moved == 0)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO mails (id, kind, connection_id, incident, number, recipient, due_at, state, attempts, created_at)
                SELECT {Guid.CreateVersion7(now)}, 'reminder', {connection.Id}, {connection.StateSince}, coalesce(max(number), 0) + 1, {recipient}, {now}, 'pending', 0, {now}
                  FROM mails WHERE connection_id = {connection.Id} AND incident = {connection.StateSince} AND kind = 'reminder'
                ON CONFLICT DO NOTHING
                """,
                cancellationToken);
        }
    }
}

/// <summary>What became of the wish for a mail.</summary>
internal enum MailRequest
{
    Queued,

    /// <summary>No mail server is configured, or users are not to be written to.</summary>
    Off,

    /// <summary>The connection does not wait for its user.</summary>
    NotNeeded,

    /// <summary>No mail address of the user is known.</summary>
    NoAddress,

    /// <summary>The user wants no reminders.</summary>
    OptedOut,
}
