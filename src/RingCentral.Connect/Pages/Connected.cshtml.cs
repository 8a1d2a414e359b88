using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.RingCentralAuthentication;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages;

/// <summary>Where a finished connect ends: says plainly what was connected.</summary>
[Authorize(AuthenticationSchemes = ConnectingExtensions.PersonScheme)]
internal sealed class ConnectedModel(ConnectionReader connections) : PageModel
{
    public Connection Connection { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var id = Guid.Parse(User.FindFirstValue(RingCentralAuthenticationConstants.Claims.ConnectionId)!);
        if (await connections.FindAsync(id, cancellationToken) is not { Connection: { State: ConnectionState.Active } connection })
        {
            return Redirect(ConnectPaths.Home);
        }

        Connection = connection;
        return Page();
    }
}
