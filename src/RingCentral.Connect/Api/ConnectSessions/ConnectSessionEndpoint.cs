using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.ConnectSessions;

/// <summary>Invites a user to connect.</summary>
internal sealed class ConnectSessionEndpoint(
    ConnectSessionBook book, ReturnUrls returnUrls, ConnectionReader connections, PublicAddress address)
{
    public static void Map(IEndpointRouteBuilder group) =>
        group.MapPost("/connect-sessions", (HttpContext http, ConnectSessionEndpoint endpoint) => endpoint.RunAsync(http))
            .RequireAuthorization(ApiScopes.ConnectSessionsWrite).WithQuery().WithIdempotency();

    private async Task<IResult> RunAsync(HttpContext http)
    {
        var (body, problem) = await JsonRequest.ReadAsync(http.Request, ApiJson.Default.ConnectSessionBody, http.RequestAborted);
        if (body is null)
        {
            return problem!;
        }

        if (book.ServerFor(JsonFields.IsGiven(body.ServerUrl) ? JsonFields.Text(body.ServerUrl) ?? "" : null) is not { } server)
        {
            return Problems.ServerNotAllowed;
        }

        var (request, errors) = body.Read(returnUrls, server, ActorNames.Of(http));
        if (request is null)
        {
            return Problems.Invalid(errors);
        }

        if (!http.CallerAccess().MaySee(request.ExternalId))
        {
            return Problems.OutsidePrefix(http.CallerAccess().ExternalIdPrefix);
        }

        // A user's sign-in does not take a JWT's place: said now, and not to the user.
        if (await connections.FindByExternalIdAsync(request.ExternalId, http.RequestAborted) is { Connection.Kind: ConnectionKind.Jwt })
        {
            return ConnectSessionProblems.IsJwt;
        }

        var (session, secret) = await book.CreateAsync(request, http.RequestAborted);
        var answer = new ConnectSessionAnswer(session.Id, address.At(ConnectPaths.Connect(secret.Reveal())), session.ExpiresAt);
        return TypedResults.Json(answer, ApiJson.Default.ConnectSessionAnswer, statusCode: StatusCodes.Status201Created);
    }
}
