using System.Globalization;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Connecting.RingCentralAuthentication;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Connecting;

/// <summary>Sends a browser to RingCentral, or to the page that says why not.</summary>
internal sealed class Attempts(ServerDirectory servers, ProblemTickets tickets, TimeProvider time)
{
    /// <summary>Leads to RingCentral, for anybody.</summary>
    public IResult StartNew(HttpContext http, string startAgain) =>
        Start(new ConnectAttempt { StartAgain = startAgain, Server = servers.Default.Value, Language = Languages.ChosenIn(http) });

    /// <summary>Leads to RingCentral, for the user of a connection: on its own server, with the name that the user signs in by.</summary>
    public IResult StartAgain(HttpContext http, Connection connection, string startAgain) =>
        Start(new ConnectAttempt
        {
            ConnectionId = connection.Id,
            StartAgain = startAgain,
            Server = connection.ServerUrl,
            LoginHint = HintFor(connection),
            Language = Languages.ChosenIn(http),
        });

    /// <summary>The name that a connection's user signs in by; none while somebody else may.</summary>
    public string? HintFor(Connection connection) => connection.AllowsAnotherUser(time.GetUtcNow()) ? null : connection.OwnerEmail;

    /// <summary>Leads to RingCentral.</summary>
    public IResult Start(ConnectAttempt attempt) =>
        Results.Challenge(attempt.ToProperties(time.GetUtcNow()), [RingCentralAuthenticationDefaults.AuthenticationScheme]);

    /// <summary>Leads to the page that explains.</summary>
    public IResult Explain(HttpContext http, ProblemKind kind) => Explain(http, new ConnectProblem(kind, http.TraceIdentifier));

    /// <inheritdoc cref="Explain(HttpContext, ProblemKind)"/>
    public IResult Explain(HttpContext http, ConnectProblem problem) => Results.LocalRedirect(PathFor(problem, Languages.ChosenIn(http)));

    /// <summary>The page that explains a problem.</summary>
    public string PathFor(ConnectProblem problem, string? language) => ConnectPaths.InLanguage(tickets.PathFor(problem), language);

    /// <summary>What RingCentral is told of the person's language: theirs, not only one of ours.</summary>
    public static string UiLocales(string? chosen) => chosen ?? CultureInfo.CurrentUICulture.Name;
}
