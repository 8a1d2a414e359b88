using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Notifications.Mail.Texts;
using RingCentral.Connect.Notifications.Mail.Unsubscribing;

namespace RingCentral.Connect.Pages;

/// <summary>
/// Ends reminders. Showing it changes nothing: scanners open links. Posting needs no antiforgery token, since mail programs post by themselves (RFC 8058): the
/// link in the address is the authority, and whoever has it may do no more than this. Its language is the reader's, as on every page, whatever the mail was written in.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class UnsubscribeModel(UnsubscribeLinks links, MailOptOuts optOuts, IOptions<BrandingOptions> branding) : PageModel
{
    public const string Asking = "asking";
    private const string Ended = "ended";
    private const string Invalid = "invalid";

    private readonly MailTexts _texts = MailTexts.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    public string Outcome { get; private set; } = Asking;

    public string Title => _texts.Get(Outcome switch { Asking => MailText.UnsubscribeTitle, Ended => MailText.UnsubscribedTitle, _ => MailText.UnsubscribeInvalidTitle });

    public string Text => Outcome switch
    {
        Asking => _texts.Get(MailText.UnsubscribeText, branding.Value.AppName),
        Ended => _texts.Get(MailText.UnsubscribedText),
        _ => _texts.Get(MailText.UnsubscribeInvalidText),
    };

    public string Button => _texts.Get(MailText.UnsubscribeButton);

    public string Note => _texts.Get(MailText.UnsubscribeNothingYet);

    public IActionResult OnGet(string token) => links.Read(token) is null ? Refuse() : Page();

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        if (links.Read(token) is not { } connectionId)
        {
            return Refuse();
        }

        await optOuts.EndRemindersAsync(connectionId, cancellationToken);
        Outcome = Ended;
        return Page();
    }

    private PageResult Refuse()
    {
        Outcome = Invalid;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
