using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RingCentral.Connect.Pages;

/// <summary>What a browser sees when an address leads nowhere, or something failed here.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    /// <summary>What its texts are called.</summary>
    public string Key { get; private set; } = "";

    public void OnGet(int? status) => Describe(status);

    public void OnPost(int? status) => Describe(status);

    private void Describe(int? status) => Key = status switch
    {
        404 => "error.404",
        400 => "error.400",
        403 or 401 => "error.403",
        _ => "error.500",
    };
}
