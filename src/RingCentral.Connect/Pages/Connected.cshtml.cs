using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Connecting.Mine;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Pages;

/// <summary>Where a finished connect ends that has no return address: says plainly what was connected.</summary>
[Authorize(ConnectingExtensions.PersonPolicy)]
internal sealed class ConnectedModel(MyConnection mine, ReturnUrls returnUrls, IOptions<BrandingOptions> branding) : PageModel
{
    public Connection Connection { get; private set; } = null!;

    public Uri? AppUrl => branding.Value.AppUrl;

    public string ManagePath => ConnectPaths.InLanguage(ConnectPaths.Mine, Languages.ChosenIn(HttpContext));

    /// <summary>The pages that may have opened this one in a window, and are told.</summary>
    public string Origins => string.Join(' ', returnUrls.Origins);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await mine.FindAsync(User, cancellationToken) is not { Connection: { State: ConnectionState.Active } connection })
        {
            return Redirect(ConnectPaths.Home);
        }

        Connection = connection;
        return Page();
    }
}
