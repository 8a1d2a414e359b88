using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Pages.Display;

namespace RingCentral.Connect.Pages;

/// <summary>Explains what went wrong with a connect, with a way forward.</summary>
[AllowAnonymous]
internal sealed class ProblemModel(ProblemTickets tickets) : PageModel
{
    public ConnectProblem Problem { get; private set; } = null!;

    public ProblemText Text => ProblemText.For(Problem);

    /// <summary>The problem's kind, for tests and support.</summary>
    public string Key => SnakeCase.Write(Problem.Kind);

    public void OnGet(string ticket) => Problem = tickets.Read(ticket) ?? new ConnectProblem(ProblemKind.LinkInvalid, HttpContext.TraceIdentifier);
}
