using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Connecting.RingCentralAuthentication;

namespace RingCentral.Connect.Connecting;

/// <summary>
/// "Continue": links that start an attempt and lead to RingCentral. They are links and not forms, since Chromium applies
/// <c>form-action</c> to every hop of a redirect.
/// </summary>
internal sealed class ConnectEndpoints(IOptions<ConnectOptions> options, ReconnectLinks links, ProblemTickets tickets, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ConnectPaths.SelfServiceStart, (HttpContext http, ConnectEndpoints endpoints) => endpoints.StartSelfService(http)).AllowAnonymous();
        routes.MapGet(ConnectPaths.ReconnectStart("{token}"), (string token, HttpContext http, ConnectEndpoints endpoints) => endpoints.StartReconnectAsync(token, http)).AllowAnonymous();
    }

    private IResult StartSelfService(HttpContext http) =>
        options.Value.SelfService
            ? Leave(new ConnectAttempt { StartAgain = ConnectPaths.SelfServiceStart })
            : Explain(ProblemKind.SelfServiceOff, http);

    private async Task<IResult> StartReconnectAsync(string token, HttpContext http) =>
        await links.ReadAsync(token, http.RequestAborted) switch
        {
            ReconnectLink.Open open => Leave(new ConnectAttempt { ConnectionId = open.Connection.Id, StartAgain = ConnectPaths.Reconnect(token) }),
            ReconnectLink.Spent => Explain(ProblemKind.LinkSpent, http),
            _ => Explain(ProblemKind.LinkInvalid, http),
        };

    private IResult Leave(ConnectAttempt attempt) =>
        Results.Challenge(attempt.ToProperties(time.GetUtcNow()), [RingCentralAuthenticationDefaults.AuthenticationScheme]);

    private IResult Explain(ProblemKind kind, HttpContext http) =>
        Results.LocalRedirect(tickets.PathFor(new ConnectProblem(kind, http.TraceIdentifier)));
}
