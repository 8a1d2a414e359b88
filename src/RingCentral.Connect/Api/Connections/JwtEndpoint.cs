using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Api.Tokens;
using RingCentral.Connect.Connecting.Jwt;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>Connects an app that works in the background by a JWT; a known external id of such a connection gets the new JWT, under the same id.</summary>
internal sealed class JwtEndpoint(JwtConnect connect, ConnectionReader connections, ReconnectLinks links, IOptions<TokenApiOptions> options)
{
    public static void Map(IEndpointRouteBuilder group) =>
        group.MapPost("/connections/jwt", (HttpContext http, JwtEndpoint endpoint) => endpoint.RunAsync(http))
            .RequireAuthorization(ApiScopes.ConnectionsWrite).WithQuery().WithIdempotency();

    private async Task<IResult> RunAsync(HttpContext http)
    {
        var (body, problem) = await JsonRequest.ReadAsync(http.Request, ApiJson.Default.JwtConnectBody, "application/json", http.RequestAborted);
        if (body is null)
        {
            return problem!;
        }

        var (request, errors) = body.Read(ActorNames.Of(http), options.Value.MaxWait);
        if (request is not null && !http.CallerAccess().MaySee(request.ExternalId))
        {
            return Problems.OutsidePrefix(http.CallerAccess().ExternalIdPrefix);
        }

        return request is null
            ? Problems.Invalid(errors)
            : await connect.ConnectAsync(request, http.RequestAborted) switch
            {
                JwtConnectResult.Stored stored => await AnswerAsync(stored.ConnectionId, http),
                JwtConnectResult.Refused refused => JwtProblems.Refused(refused),
                JwtConnectResult.NotNow notNow => JwtProblems.NotNow(notNow.RetryAfter),
                JwtConnectResult.OtherKind => JwtProblems.OtherKind,
                JwtConnectResult.OtherUser => JwtProblems.OtherUser,
                _ => JwtProblems.SessionLimit,
            };
    }

    private async Task<IResult> AnswerAsync(Guid id, HttpContext http)
    {
        var snapshot = await connections.FindAsync(id, CancellationToken.None);
        http.Response.Headers.Location = snapshot is null ? StringValues.Empty : $"/api/v1/connections/{id:D}";
        return ConnectionAnswers.Of(snapshot, links, http, StatusCodes.Status201Created);
    }
}
