using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Administration.SignIn;

namespace RingCentral.Connect.Pages.Admin;

/// <summary>The page of a one-time link. Showing it spends nothing.</summary>
[AllowAnonymous]
internal sealed class SignInModel(SignInLinks links) : PageModel
{
    private const string LinkAdministrator = "One-time link";

    public string? Token { get; private set; }

    public bool LinkIsSpent { get; private set; }

    public void OnGet(string? token) => Token = token;

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is null || !await links.SpendAsync(token, cancellationToken))
        {
            LinkIsSpent = true;
            return Page();
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, LinkAdministrator), new Claim(ClaimTypes.Role, AdminPolicies.Admin)], AdminPolicies.Scheme);
        await HttpContext.SignInAsync(AdminPolicies.Scheme, new ClaimsPrincipal(identity));
        return RedirectToPage("/Admin/Index");
    }
}
