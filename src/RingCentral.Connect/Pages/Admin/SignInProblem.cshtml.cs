using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Pages.Display;

namespace RingCentral.Connect.Pages.Admin;

/// <summary>Why a sign-in at the provider led nowhere, and who can do what about it.</summary>
[AllowAnonymous]
internal sealed class SignInProblemModel(SignInProblems problems) : PageModel
{
    public SignInProblem Problem { get; private set; } = null!;

    public SignInProblemText Text => SignInProblemText.Of(Problem.Kind);

    /// <summary>Whether all went well, and the answer is no.</summary>
    public bool IsRefusal => Problem.Kind is SignInProblemKind.NoRole or SignInProblemKind.Denied;

    public IActionResult OnGet(string ticket)
    {
        if (problems.Read(ticket) is not { } problem)
        {
            return RedirectToPage("/Admin/SignIn");
        }

        Problem = problem;
        return Page();
    }
}
