using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Notifications.Mail.Composing;
using RingCentral.Connect.Notifications.Mail.Queue;

namespace RingCentral.Connect.Notifications.Mail.Sending;

/// <summary>
/// Sends what is due, a batch over one connection. Whether a mail is still wanted is looked at right before it goes. A mail server that is away holds mail up and
/// loses none.
/// </summary>
internal sealed partial class MailSender(
    MailQueue queue, MailComposer composer, MailMessages messages, IOptions<SmtpOptions> smtp, TimeProvider time, ILogger<MailSender> logger)
{
    private const int Batch = 20;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <summary>A mail server that refuses for the moment, refuses for good after this.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>Long enough for a connect, a mail and what surrounds them; each mail's is renewed when its turn comes.</summary>
    private TimeSpan Hold => (smtp.Value.Timeout * 2) + TimeSpan.FromMinutes(1);

    /// <summary>Sends a batch.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var mails = await queue.TakeAsync(Batch, Hold, cancellationToken);
        if (mails.Count == 0)
        {
            return false;
        }

        await using var session = new SmtpSession(smtp.Value, time);
        SendResult.Unavailable? unavailable = null;
        foreach (var mail in mails)
        {
            unavailable ??= await TrySendAsync(session, mail, cancellationToken) as SendResult.Unavailable;
            if (unavailable is not null)
            {
                await queue.PostponeAsync(mail, Backoff.Server(mail.Attempts), unavailable.Why, cancellationToken);
            }
        }

        if (unavailable is not null)
        {
            Log.Unavailable(logger, unavailable.Why);
        }

        return unavailable is null && mails.Count == Batch;
    }

    /// <summary>A mail that cannot be written is a fault of ours and must not stand in the way of the others.</summary>
    private async Task<SendResult?> TrySendAsync(SmtpSession session, OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(session, mail, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or NpgsqlException or DbUpdateException))
        {
            Log.Faulty(logger, mail.Id, mail.Kind, exception);
            await queue.PostponeAsync(mail, Backoff.Recipient(mail.Attempts), "a fault of the service, see its log", cancellationToken);
            return null;
        }
    }

    private async Task<SendResult?> SendAsync(SmtpSession session, OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (!await queue.KeepAsync(mail, Hold, cancellationToken))
        {
            return null;
        }

        switch (await composer.ComposeAsync(mail, cancellationToken))
        {
            case Composition.Ready ready when Mailboxes.TryRead(mail.Recipient, out var recipient):
                var message = await messages.WriteAsync(mail.Id, recipient, ready.Mail, cancellationToken);
                var result = await session.SendAsync(message, cancellationToken);
                await SettleAsync(mail, result, cancellationToken);
                return result;
            case Composition.Ready:
                await FailAsync(mail, "no mail address", cancellationToken);
                return null;
            case Composition.Unwanted unwanted:
                await queue.DropAsync(mail, unwanted.Why, cancellationToken);
                return null;
            default:
                await queue.PostponeAsync(mail, LookAgain, "its incident is being sorted out", cancellationToken);
                return null;
        }
    }

    private async Task SettleAsync(OutgoingMail mail, SendResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case SendResult.Sent:
                await queue.SentAsync(mail, CancellationToken.None);
                Log.Sent(logger, mail.Id, mail.Kind, mail.ConnectionId);
                break;
            case SendResult.Refused refused:
                await FailAsync(mail, refused.Why, cancellationToken);
                break;
            case SendResult.Deferred deferred when mail.DueAt + GiveUpAfter < time.GetUtcNow():
                await FailAsync(mail, deferred.Why, cancellationToken);
                break;
            case SendResult.Deferred deferred:
                await queue.PostponeAsync(mail, Backoff.Recipient(mail.Attempts), deferred.Why, cancellationToken);
                break;
        }
    }

    private async Task FailAsync(OutgoingMail mail, string why, CancellationToken cancellationToken)
    {
        await queue.FailAsync(mail, why, cancellationToken);
        Log.Failed(logger, mail.Id, mail.Kind, mail.ConnectionId);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Mail {MailId} ({Kind}) of connection {ConnectionId} was sent.")]
        public static partial void Sent(ILogger logger, Guid mailId, MailKind kind, Guid? connectionId);

        [LoggerMessage(2, LogLevel.Warning, "Mail {MailId} ({Kind}) of connection {ConnectionId} was refused for good; the row in the table mails says in which words.")]
        public static partial void Failed(ILogger logger, Guid mailId, MailKind kind, Guid? connectionId);

        [LoggerMessage(4, LogLevel.Error, "Mail {MailId} ({Kind}) could not be written.")]
        public static partial void Faulty(ILogger logger, Guid mailId, MailKind kind, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "No mail can be sent, it waits: {Why}.")]
        public static partial void Unavailable(ILogger logger, string why);
    }
}
