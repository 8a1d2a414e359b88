using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Pages;

/// <summary>The page of a reconnect link. Showing it changes nothing: scanners open links.</summary>
[AllowAnonymous]
internal sealed class ReconnectModel(ReconnectLinks links, Attempts attempts) : PageModel
{
    public Connection Connection { get; private set; } = null!;

    public string StartPath { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        switch (await links.ReadAsync(token, cancellationToken))
        {
            case ReconnectLink.Open open:
                Connection = open.Connection;
                StartPath = ConnectPaths.InLanguage(ConnectPaths.ReconnectStart(token), Languages.ChosenIn(HttpContext));
                return Page();
            case ReconnectLink.Spent:
                return Explain(ProblemKind.LinkSpent);
            default:
                return Explain(ProblemKind.LinkInvalid);
        }
    }

    private RedirectResult Explain(ProblemKind kind) =>
        Redirect(attempts.PathFor(new ConnectProblem(kind, HttpContext.TraceIdentifier), Languages.ChosenIn(HttpContext)));
}
