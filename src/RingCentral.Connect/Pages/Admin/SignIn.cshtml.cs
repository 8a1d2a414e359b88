using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Administration.SignIn.OpenIdConnect;
using RingCentral.Connect.Data.Administration;

namespace RingCentral.Connect.Pages.Admin;

/// <summary>The ways in: the provider, and a one-time link. Showing the page of a link spends nothing.</summary>
[AllowAnonymous]
internal sealed class SignInModel(SignInLinks links, AdminCookie cookie, IOptions<OidcOptions> oidc) : PageModel
{
    private const string LinkAdministrator = "One-time link";

    public string? Token { get; private set; }

    public bool LinkIsSpent { get; private set; }

    /// <summary>Where the provider's sign-in begins; null where none is configured.</summary>
    public string? ProviderPath { get; private set; }

    public string ProviderName => oidc.Value.Authority?.Host ?? "";

    public void OnGet(string? token, string? from)
    {
        Token = token;
        ProviderPath = oidc.Value.IsConfigured ? QueryHelpers.AddQueryString(OidcStart.Path, AdminCookie.ReturnParameter, AdminCookie.ReturnPath(from)) : null;
    }

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is null || await links.SpendAsync(token, cancellationToken) is not { } role)
        {
            OnGet(token, from: null);
            LinkIsSpent = true;
            return Page();
        }

        await cookie.SignInAsync(new AdminPerson(LinkAdministrator, role, SignInMethod.Link), HttpContext);
        return RedirectToPage("/Admin/Index");
    }
}
