using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Notifications.Mail.Unsubscribing;

namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>Mails to users: whether they are still wanted, and with which links.</summary>
internal sealed class UserMails(UserMailWriter writer, ReconnectLinks links, UnsubscribeLinks unsubscribing, TimeProvider time)
{
    private const string Solved = "solved";

    /// <summary>"Connected again" is news for a day.</summary>
    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>The mail, or why there is none.</summary>
    public async Task<Composition> ComposeAsync(ConnectDbContext context, OutgoingMail mail, CancellationToken cancellationToken)
    {
        var connection = await context.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail.ConnectionId, cancellationToken);
        return (connection, mail.Kind) switch
        {
            (null, _) => new Composition.Unwanted("the connection is gone"),
            ({ State: ConnectionState.NeedsReauthorization }, MailKind.ReauthorizationRequired or MailKind.Reminder) =>
                await AskAsync(context, connection, mail, cancellationToken),
            ({ State: ConnectionState.Active }, MailKind.AboutToLapse) => await WarnAsync(context, connection, mail, cancellationToken),
            ({ State: ConnectionState.Active }, MailKind.Reconnected) => Confirm(connection, mail),
            _ => new Composition.Unwanted(Solved),
        };
    }

    private async Task<Composition> AskAsync(ConnectDbContext context, Connection connection, OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (connection.StateSince != mail.Incident)
        {
            return new Composition.NotYet();
        }

        var optedOut = await context.MailOptOuts.AnyAsync(wish => wish.ConnectionId == connection.Id, cancellationToken);
        if (links.StartFor(connection) is not { } link || (optedOut && mail.Kind == MailKind.Reminder))
        {
            return new Composition.Unwanted(optedOut ? "opted out" : Solved);
        }

        var unsubscribe = unsubscribing.For(connection.Id);
        return mail.Kind == MailKind.Reminder
            ? Ready(writer.Reminder(connection, mail.Number, link, unsubscribe), connection, unsubscribe)
            : Ready(writer.SignIn(connection, link, optedOut ? null : unsubscribe), connection);
    }

    private async Task<Composition> WarnAsync(ConnectDbContext context, Connection connection, OutgoingMail mail, CancellationToken cancellationToken)
    {
        var end = await context.Sessions.Where(session => session.ConnectionId == connection.Id).Select(session => session.SessionExpiresAt).SingleOrDefaultAsync(cancellationToken);
        return connection.StateSince == mail.Incident && end > time.GetUtcNow() && links.StartFor(connection) is { } link
            ? Ready(writer.AboutToLapse(connection, end.Value, link), connection)
            : new Composition.Unwanted(Solved);
    }

    private Composition Confirm(Connection connection, OutgoingMail mail) =>
        mail.DueAt + News < time.GetUtcNow() ? new Composition.Unwanted("no news any more") : Ready(writer.Reconnected(connection), connection);

    private static Composition.Ready Ready(MailContent content, Connection connection, Uri? unsubscribe = null) =>
        new(new ComposedMail(content, connection.OwnerName, unsubscribe));
}
