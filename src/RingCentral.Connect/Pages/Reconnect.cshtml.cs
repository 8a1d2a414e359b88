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
internal sealed class ReconnectModel(ReconnectLinks links, ProblemTickets tickets) : PageModel
{
    public Connection Connection { get; private set; } = null!;

    public string StartPath { get; private set; } = "";

    /// <summary>What a person can make of the reason.</summary>
    public string WhatHappened => Connection.Reason switch
    {
        StateReason.TokenExpired => "The link to your phone account lapsed because it could not be renewed in time.",
        StateReason.AbsoluteTimeout => "Your company ends such links after a fixed time, and that time is over.",
        StateReason.TokenRevoked or StateReason.SessionEnded => "RingCentral ended the link to your phone account. That usually happens after a new password. You did nothing wrong.",
        _ => "RingCentral ended the link to your phone account.",
    };

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        switch (await links.ReadAsync(token, cancellationToken))
        {
            case ReconnectLink.Open open:
                Connection = open.Connection;
                StartPath = ConnectPaths.ReconnectStart(token);
                return Page();
            case ReconnectLink.Spent:
                return Explain(ProblemKind.LinkSpent);
            default:
                return Explain(ProblemKind.LinkInvalid);
        }
    }

    private RedirectResult Explain(ProblemKind kind) => Redirect(tickets.PathFor(new ConnectProblem(kind, HttpContext.TraceIdentifier)));
}
