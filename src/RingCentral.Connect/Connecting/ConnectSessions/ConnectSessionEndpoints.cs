using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.ConnectSessions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Connecting.ConnectSessions;

/// <summary>What a connect session's link leads to beside its page: "Continue", and how it stands, for a page that has opened it in another window.</summary>
internal sealed class ConnectSessionEndpoints(ConnectSessionBook book, ConnectionReader connections, ReturnUrls returnUrls, Attempts attempts)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ConnectPaths.ConnectStart("{token}"), (string token, HttpContext http, ConnectSessionEndpoints endpoints) => endpoints.StartAsync(token, http)).AllowAnonymous();
        routes.MapGet(ConnectPaths.ConnectStatus("{token}"), (string token, HttpContext http, ConnectSessionEndpoints endpoints) => endpoints.TellStatusAsync(token, http)).AllowAnonymous();
    }

    /// <summary>Why a link leads nowhere; null while it is open.</summary>
    public static ConnectProblem? ProblemOf(FoundConnectSession? found, string reference) => found switch
    {
        null => new ConnectProblem(ProblemKind.LinkInvalid, reference),
        { IsOpen: true } => null,
        { IsExpired: true, Session: var session } => new ConnectProblem(ProblemKind.LinkExpired, reference)
        {
            EndedAt = session.ExpiresAt,
            BackToApp = session.ReturnUrl is null ? null : ReturnUrls.Tell(session.ReturnUrl, "failed", ("external_id", session.ExternalId)),
        },
        _ => new ConnectProblem(ProblemKind.LinkUsed, reference),
    };

    private async Task<IResult> StartAsync(string token, HttpContext http)
    {
        var found = await book.FindAsync(token, http.RequestAborted);
        if (ProblemOf(found, http.TraceIdentifier) is { } problem)
        {
            return attempts.Explain(http, problem);
        }

        var session = found!.Session;
        var known = (await connections.FindByExternalIdAsync(session.ExternalId, http.RequestAborted))?.Connection;
        return attempts.Start(http, new ConnectAttempt
        {
            ConnectSessionId = session.Id,
            StartAgain = ConnectPaths.Connect(token),
            Server = IsHeld(known) ? known!.ServerUrl : session.ServerUrl,
            LoginHint = session.LoginHint ?? (IsHeld(known) ? attempts.HintFor(known!) : null),
            Language = Languages.ChosenIn(http),
        });
    }

    private async Task<IResult> TellStatusAsync(string token, HttpContext http)
    {
        http.Response.Headers.Vary = HeaderNames.Origin;
        if (http.Request.Headers.Origin is [{ } origin] && returnUrls.Origins.Contains(origin))
        {
            http.Response.Headers.AccessControlAllowOrigin = origin;
        }

        return await book.FindAsync(token, http.RequestAborted) is { } found
            ? TypedResults.Json(StatusBody.Of(found), StatusJson.Default.StatusBody)
            : TypedResults.NotFound();
    }

    /// <summary>Whether the connection has a person whom a reconnect must bring back.</summary>
    private static bool IsHeld(Connection? connection) => connection is { State: not (ConnectionState.Disconnected or ConnectionState.Pending) };
}

/// <summary>How a connect session stands.</summary>
/// <param name="Status">open, pending, connected, denied, failed or expired.</param>
/// <param name="ConnectionId">The connection, once it is one.</param>
/// <param name="ExternalId">The app's user.</param>
internal sealed record StatusBody(string Status, Guid? ConnectionId, string ExternalId)
{
    public static StatusBody Of(FoundConnectSession found) =>
        new(found.Status, found.Session.State == ConnectSessionState.Connected ? found.Session.ConnectionId : null, found.Session.ExternalId);
}

/// <summary>The status, for scripts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatusBody))]
internal sealed partial class StatusJson : JsonSerializerContext;
