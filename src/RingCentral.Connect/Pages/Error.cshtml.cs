using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RingCentral.Connect.Pages;

/// <summary>What a browser sees when an address leads nowhere, or something failed here.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    /// <summary>What its texts are called. Said without a handler: a request that failed comes here with the method it had, and none may end without a page.</summary>
    public string Key => Status switch
    {
        404 => "error.404",
        429 => "error.429",
        403 or 401 => "error.403",
        >= 400 and < 500 => "error.400",
        503 => "error.503",
        _ => "error.500",
    };

    /// <summary>What the address says, or else what the answer has: of a request that could not be read, 400 or 413.</summary>
    private int Status => int.TryParse(RouteData.Values["status"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : Response.StatusCode;
}
