using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Pages;

/// <summary><c>/</c>: what this is, and with self-service the way in.</summary>
[AllowAnonymous]
internal sealed class IndexModel(IOptions<ConnectOptions> options) : PageModel
{
    public bool SelfService => options.Value.SelfService;

    public string StartPath { get; } = ConnectPaths.SelfServiceStart;
}
