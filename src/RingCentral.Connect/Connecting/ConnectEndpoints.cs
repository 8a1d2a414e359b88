using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Problems;

namespace RingCentral.Connect.Connecting;

/// <summary>
/// "Continue": links that start an attempt and lead to RingCentral. They are links and not forms, since Chromium applies
/// <c>form-action</c> to every hop of a redirect. A scanner that follows them starts an attempt that nobody finishes.
/// </summary>
internal sealed class ConnectEndpoints(IOptions<ConnectOptions> options, ReconnectLinks links, Attempts attempts)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ConnectPaths.SelfServiceStart, (HttpContext http, ConnectEndpoints endpoints) => endpoints.StartSelfService(http)).AllowAnonymous();
        routes.MapGet(ConnectPaths.ReconnectStart("{token}"), (string token, HttpContext http, ConnectEndpoints endpoints) => endpoints.StartReconnectAsync(token, http)).AllowAnonymous();
    }

    private IResult StartSelfService(HttpContext http) =>
        options.Value.SelfService ? attempts.StartNew(http, ConnectPaths.SelfServiceStart) : attempts.Explain(http, ProblemKind.SelfServiceOff);

    private async Task<IResult> StartReconnectAsync(string token, HttpContext http) =>
        await links.ReadAsync(token, http.RequestAborted) switch
        {
            ReconnectLink.Open open => attempts.StartAgain(http, open.Connection, ConnectPaths.Reconnect(token)),
            ReconnectLink.Spent => attempts.Explain(http, ProblemKind.LinkSpent),
            _ => attempts.Explain(http, ProblemKind.LinkInvalid),
        };
}
