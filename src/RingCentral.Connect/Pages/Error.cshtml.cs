using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RingCentral.Connect.Pages;

/// <summary>What a browser sees when an address leads nowhere, or something failed here.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    public string Title { get; private set; } = "";

    public string Lead { get; private set; } = "";

    public void OnGet(int? status) => Describe(status);

    public void OnPost(int? status) => Describe(status);

    private void Describe(int? status) => (Title, Lead) = status switch
    {
        404 => ("There is no such page", "The address may have been cut off. Nothing was changed."),
        400 => ("That request could not be understood", "The page you came from may be too old. Go back, reload it and try again. Nothing was changed."),
        403 or 401 => ("You may not see this", "Ask an administrator of this installation. Nothing was changed."),
        _ => ("Something failed here", "It is nothing you did. Try again in a minute."),
    };
}
