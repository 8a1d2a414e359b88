using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Pages.Display;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages;

/// <summary>The page of a connect session's link. Showing it sets no cookie and changes nothing: scanners open links.</summary>
[AllowAnonymous]
internal sealed class ConnectModel(
    ConnectSessionBook book, ConnectionReader connections, Attempts attempts, ReturnUrls returnUrls, IOptions<RingCentralOptions> ringCentral) : PageModel
{
    public AskView Ask { get; private set; } = null!;

    /// <summary>The pages that may have opened this one in a window, and are told that it is shown.</summary>
    public string Origins => string.Join(' ', returnUrls.Origins);

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        var language = Languages.ChosenIn(HttpContext);
        var found = await book.FindAsync(token, cancellationToken);
        if (ConnectSessionEndpoints.ProblemOf(found, HttpContext.TraceIdentifier) is { } problem)
        {
            return Redirect(attempts.PathFor(problem, language));
        }

        var session = found!.Session;
        var known = await connections.FindByExternalIdAsync(session.ExternalId, cancellationToken);
        Ask = new AskView(ConnectPaths.InLanguage(ConnectPaths.ConnectStart(token), language))
        {
            ForWhom = known?.Connection.OwnerName ?? session.LoginHint ?? session.ExternalId,
            Scope = ringCentral.Value.Scopes ?? known?.Connection.Scope,
            Decline = session.ReturnUrl is null ? null : ReturnUrls.Tell(session.ReturnUrl, "denied", ("external_id", session.ExternalId)),
            Until = session.ExpiresAt,
        };
        return Page();
    }
}
