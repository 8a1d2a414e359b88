using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Links;

namespace RingCentral.Connect.Notifications.Mail.Unsubscribing;

/// <summary>Links that end the reminders of one connection: stateless and signed, so that whoever has the mail may, and nobody else.</summary>
internal sealed class UnsubscribeLinks(IDataProtectionProvider protection, PublicAddress address)
{
    private const string Purpose = "RingCentral.Connect.Notifications.Mail.UnsubscribeLink.v1";
    private const int IdLength = 16;

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>The link for a connection.</summary>
    public Uri For(Guid connectionId) =>
        address.At(MailPaths.Unsubscribe(_protector.SealAsText(connectionId.ToByteArray(bigEndian: true))));

    /// <summary>The connection that a link is about; null where it is none of ours.</summary>
    public Guid? Read(string token) => _protector.OpenText(token) is { Length: IdLength } payload ? new Guid(payload, bigEndian: true) : null;
}
