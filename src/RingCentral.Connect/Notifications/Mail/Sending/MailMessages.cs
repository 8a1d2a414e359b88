using Microsoft.Extensions.Options;
using MimeKit;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Notifications.Mail.Composing;
using RingCentral.Connect.Notifications.Mail.Templates;

namespace RingCentral.Connect.Notifications.Mail.Sending;

/// <summary>A mail as it travels: its headers, and its content as text and as HTML.</summary>
internal sealed class MailMessages(MailRenderer renderer, IOptions<SmtpOptions> smtp, IOptions<BrandingOptions> branding, TimeProvider time)
{
    /// <summary>Writes the message.</summary>
    public async Task<MimeMessage> WriteAsync(Guid id, MailboxAddress recipient, ComposedMail composed, CancellationToken cancellationToken)
    {
        var sender = MailboxAddress.Parse(smtp.Value.From ?? "");
        var message = new MimeMessage
        {
            Subject = composed.Content.Subject,
            Date = time.GetUtcNow(),
            MessageId = $"{id:N}@{sender.Domain}",
            Body = new BodyBuilder
            {
                TextBody = PlainText.Write(composed.Content),
                HtmlBody = await renderer.RenderAsync(composed.Content, cancellationToken),
            }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(smtp.Value.FromName ?? branding.Value.AppName, sender.Address));
        message.To.Add(new MailboxAddress(composed.RecipientName, recipient.Address));
        if (Mailboxes.TryRead(branding.Value.Support, out var support))
        {
            message.ReplyTo.Add(support);
        }

        AddHeaders(message, composed);
        return message;
    }

    private static void AddHeaders(MimeMessage message, ComposedMail composed)
    {
        // Neither out-of-office notes nor other automata answer this.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (composed.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }
}
