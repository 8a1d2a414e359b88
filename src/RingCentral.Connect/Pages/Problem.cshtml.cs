using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Pages.Display;
using RingCentral.Connect.Pages.Texts;

namespace RingCentral.Connect.Pages;

/// <summary>Explains what went wrong with a connect, with a way forward.</summary>
[AllowAnonymous]
internal sealed class ProblemModel(
    ProblemTickets tickets, EndUserTexts texts, PublicAddress address, ReturnUrls returnUrls, IOptions<BrandingOptions> branding) : PageModel
{
    public ConnectProblem Problem { get; private set; } = null!;

    public ProblemText Text => ProblemText.For(Problem, texts, address.At(ConnectPaths.Callback).AbsoluteUri);

    /// <summary>The problem's kind, for tests and support.</summary>
    public string Key => SnakeCase.Write(Problem.Kind);

    public bool IsOtherUser => Problem.Kind == ProblemKind.OtherUser;

    public string? Support => branding.Value.Support;

    public string? BackToApp => Problem.BackToApp ?? branding.Value.AppUrl?.AbsoluteUri;

    /// <summary>What a page that has opened this one in a window is told.</summary>
    public string Status => Problem.Kind == ProblemKind.Denied ? "denied" : "failed";

    /// <summary>The pages that are told.</summary>
    public string Origins => string.Join(' ', returnUrls.Origins);

    public void OnGet(string ticket) => Problem = tickets.Read(ticket) ?? new ConnectProblem(ProblemKind.LinkInvalid, HttpContext.TraceIdentifier);
}
