using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace RingCentral.Connect.Notifications.Mail;

/// <summary>Mail addresses as people write them, always with a domain.</summary>
internal static class Mailboxes
{
    private static readonly ParserOptions Strict = new() { AllowAddressesWithoutDomain = false };

    /// <summary>Reads one address.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        return !string.IsNullOrWhiteSpace(text) && MailboxAddress.TryParse(Strict, text, out mailbox) && mailbox.Domain.Length > 0;
    }
}
