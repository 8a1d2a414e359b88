using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Mails;

namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>Looks once more at what a mail is about, and writes it.</summary>
internal sealed class MailComposer(IDbContextFactory<ConnectDbContext> contexts, UserMails users, AlarmNotes alarms, DigestNotes digests)
{
    /// <summary>The mail, or why there is none.</summary>
    public async Task<Composition> ComposeAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return mail.Kind switch
        {
            MailKind.AlarmOpened or MailKind.AlarmClosed => await alarms.ComposeAsync(context, mail, cancellationToken),
            MailKind.Digest => await digests.ComposeAsync(context, mail, cancellationToken),
            _ => await users.ComposeAsync(context, mail, cancellationToken),
        };
    }
}
