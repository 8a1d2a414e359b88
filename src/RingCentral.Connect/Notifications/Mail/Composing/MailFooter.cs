using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Notifications.Mail.Texts;

namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>What stands at the foot of every mail: who sends it, where they are, who helps.</summary>
internal sealed class MailFooter(IOptions<BrandingOptions> branding)
{
    private BrandingOptions Brand => branding.Value;

    /// <summary>With a word about mails that pretend to be ours.</summary>
    public IEnumerable<MailFootnote> ToUsers(MailTexts texts) => [new(null, texts.Get(MailText.NeverPassword, Brand.AppName)), .. ToEverybody(texts)];

    /// <summary>Without that: nothing in the mail asks for anything.</summary>
    public IEnumerable<MailFootnote> ToEverybody(MailTexts texts)
    {
        var from = texts.Get(MailText.SentBy, Brand.PostalAddress is { Length: > 0 } postal ? $"{Brand.Operator}, {postal}" : Brand.Operator);
        return [Support is { } support ? new(null, $"{from} {texts.Get(MailText.Questions)}", support) : new(null, from)];
    }

    private MailLink? Support => Brand.Support switch
    {
        null or "" => null,
        var address when Mailboxes.TryRead(address, out var mailbox) => new(mailbox.Address, $"mailto:{mailbox.Address}"),
        var page => new(page, page),
    };
}
