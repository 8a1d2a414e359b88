using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Notifications.Mail.Unsubscribing;

/// <summary>Links that end the reminders of one connection: stateless and signed, so that whoever has the mail may, and nobody else.</summary>
internal sealed class UnsubscribeLinks(IDataProtectionProvider protection, PublicAddress address)
{
    private const string Purpose = "RingCentral.Connect.Notifications.Mail.UnsubscribeLink.v1";
    private const int IdLength = 16;

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>The link for a connection.</summary>
    public Uri For(Guid connectionId) =>
        address.At(MailPaths.Unsubscribe(Base64Url.EncodeToString(_protector.Protect(connectionId.ToByteArray(bigEndian: true)))));

    /// <summary>The connection that a link is about; null where it is none of ours.</summary>
    public Guid? Read(string token)
    {
        try
        {
            var payload = _protector.Unprotect(Base64Url.DecodeFromChars(token));
            return payload.Length == IdLength ? new Guid(payload, bigEndian: true) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
