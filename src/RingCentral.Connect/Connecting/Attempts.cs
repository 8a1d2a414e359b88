using System.Globalization;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Connecting.RingCentralAuthentication;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Connecting;

/// <summary>Sends a browser to RingCentral, or to the page that says why not.</summary>
internal sealed partial class Attempts(ServerDirectory servers, ProblemTickets tickets, TimeProvider time, ILogger<Attempts> logger)
{
    /// <summary>Leads to RingCentral, for anybody.</summary>
    public IResult StartNew(HttpContext http, string startAgain) =>
        Start(http, new ConnectAttempt { StartAgain = startAgain, Server = servers.Default.Value, Language = Languages.ChosenIn(http) });

    /// <summary>Leads to RingCentral, for the user of a connection: on its own server, with the name that the user signs in by.</summary>
    public IResult StartAgain(HttpContext http, Connection connection, string startAgain) =>
        Start(http, new ConnectAttempt
        {
            ConnectionId = connection.Id,
            StartAgain = startAgain,
            Server = connection.ServerUrl,
            LoginHint = HintFor(connection),
            Language = Languages.ChosenIn(http),
        });

    /// <summary>The name that a connection's user signs in by; none while somebody else may.</summary>
    public string? HintFor(Connection connection) => connection.AllowsAnotherUser(time.GetUtcNow()) ? null : connection.OwnerEmail;

    /// <summary>Leads to RingCentral; where the configuration no longer names the server that a connection lives on, to the page that says whose matter that is.</summary>
    public IResult Start(HttpContext http, ConnectAttempt attempt)
    {
        if (attempt.Server is { } server && !servers.TryGet(server, out _))
        {
            Log.ServerUnknown(logger, server);
            return Explain(http, ProblemKind.Misconfigured);
        }

        return Results.Challenge(attempt.ToProperties(time.GetUtcNow()), [RingCentralAuthenticationDefaults.AuthenticationScheme]);
    }

    /// <summary>Leads to the page that explains.</summary>
    public IResult Explain(HttpContext http, ProblemKind kind) => Explain(http, new ConnectProblem(kind, http.TraceIdentifier));

    /// <inheritdoc cref="Explain(HttpContext, ProblemKind)"/>
    public IResult Explain(HttpContext http, ConnectProblem problem) => Results.LocalRedirect(PathFor(problem, Languages.ChosenIn(http)));

    /// <summary>The page that explains a problem.</summary>
    public string PathFor(ConnectProblem problem, string? language) => ConnectPaths.InLanguage(tickets.PathFor(problem), language);

    /// <summary>What RingCentral is told of the person's language: theirs, not only one of ours.</summary>
    public static string UiLocales(string? chosen) => chosen ?? CultureInfo.CurrentUICulture.Name;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A connection lives on {Server}, which neither RingCentral:ServerUrl nor RingCentral:Servers names: its user cannot sign in again.")]
        public static partial void ServerUnknown(ILogger logger, string server);
    }
}
