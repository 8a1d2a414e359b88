using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Administration.Sessions;

namespace RingCentral.Connect.Pages.Admin;

/// <summary>Ends an administrator's session.</summary>
[ViewersMay]
internal sealed class SignOutModel(AdminSessions sessions) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Admin/Index");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var session = User.AdminSession()!;
        await sessions.EndAsync(session.Id, session, cancellationToken);
        await HttpContext.SignOutAsync(AdminPolicies.Scheme);
        return RedirectToPage("/Admin/SignIn");
    }
}
