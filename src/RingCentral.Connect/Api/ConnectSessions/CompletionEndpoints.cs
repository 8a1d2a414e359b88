using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.ConnectSessions;

/// <summary>Confirms who finished a flow, and opens a person's own connection to them.</summary>
internal sealed class CompletionEndpoints(Completions completions, ConnectionReader connections, ReconnectLinks reconnectLinks, ManageLinks manageLinks)
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/connect-sessions/complete", (HttpContext http, CompletionEndpoints endpoints) => endpoints.CompleteAsync(http))
            .RequireAuthorization(ApiScopes.ConnectSessionsWrite).WithQuery();
        group.MapPost("/connections/{id}/manage-link", (string id, HttpContext http, CompletionEndpoints endpoints) => endpoints.LinkAsync(id, http))
            .RequireAuthorization(ApiScopes.ConnectSessionsWrite).WithQuery().WithoutBody();
    }

    private async Task<IResult> CompleteAsync(HttpContext http)
    {
        var (body, problem) = await JsonRequest.ReadAsync(http.Request, ApiJson.Default.CompletionBody, http.RequestAborted);
        if (body is null)
        {
            return problem!;
        }

        var externalId = JsonFields.Text(body.ExternalId);
        if (!ExternalIds.IsValid(externalId))
        {
            return Problems.Invalid("external_id", ExternalIds.Rule);
        }

        if (!http.CallerAccess().MaySee(externalId!))
        {
            return Problems.OutsidePrefix(http.CallerAccess().ExternalIdPrefix);
        }

        return await completions.CompleteAsync(JsonFields.Text(body.CompletionCode) ?? "", externalId!, ActorNames.Of(http), http.RequestAborted) switch
        {
            CompletionResult.Connected connected => await AnswerAsync(connected.ConnectionId, http),
            CompletionResult.OtherUser => ConnectSessionProblems.CompletionMismatch,
            CompletionResult.Refused { Kind: ProblemKind.SessionLimit } => JwtProblems.SessionLimit,
            CompletionResult.Refused => ConnectSessionProblems.OwnerMismatch,
            _ => Problems.Invalid("completion_code", "is not known here, or was used before, or is older than ten minutes"),
        };
    }

    private async Task<IResult> AnswerAsync(Guid id, HttpContext http) =>
        ConnectionAnswers.Of(await connections.FindAsync(id, CancellationToken.None), reconnectLinks, http);

    private async Task<IResult> LinkAsync(string id, HttpContext http)
    {
        if (!RouteIds.TryParse(id, out var connectionId) || await connections.FindVisibleAsync(connectionId, http) is not { } snapshot)
        {
            return Problems.NotFound;
        }

        var (url, expiresAt) = manageLinks.For(snapshot.Connection);
        return TypedResults.Json(new ManageLinkAnswer(url, expiresAt), ApiJson.Default.ManageLinkAnswer);
    }
}
