using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Pages.Display;
using RingCentral.Connect.RingCentralApi;

namespace RingCentral.Connect.Pages;

/// <summary><c>/</c>: what this is, and with self-service the way in.</summary>
[AllowAnonymous]
internal sealed class IndexModel(IOptions<ConnectOptions> options, IOptions<RingCentralOptions> ringCentral, IOptions<BrandingOptions> branding) : PageModel
{
    public bool SelfService => options.Value.SelfService;

    public Uri? AppUrl => branding.Value.AppUrl;

    public AskView Ask => new(ConnectPaths.InLanguage(ConnectPaths.SelfServiceStart, Languages.ChosenIn(HttpContext)))
    {
        Scope = ringCentral.Value.Scopes,
        Decline = branding.Value.AppUrl?.AbsoluteUri,
    };
}
