using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Api.Tokens;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Reading.Demands;

namespace RingCentral.Connect.Api.Connections;

/// <summary>Rotating a connection on demand, and forgetting one.</summary>
internal sealed class ConnectionActions(
    RotationDemand rotations, ConnectionReader connections, ConnectionChanges changes, ReconnectLinks links, IOptions<TokenApiOptions> options)
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/connections/{id}/rotate", (string id, HttpContext http, ConnectionActions actions) => actions.RotateAsync(id, http))
            .RequireAuthorization(ApiScopes.TokensRotate).WithQuery().WithoutBody().WithMetadata(new AuditedCall("connection.rotated"));
        group.MapDelete("/connections/{id}", (string id, HttpContext http, ConnectionActions actions) => actions.DeleteAsync(id, http))
            .RequireAuthorization(ApiScopes.ConnectionsWrite).WithQuery().WithoutBody();
    }

    private async Task<IResult> RotateAsync(string id, HttpContext http)
    {
        if (!RouteIds.TryParse(id, out var connectionId) || await connections.FindVisibleAsync(connectionId, http) is null)
        {
            return Problems.NotFound;
        }

        switch (await rotations.RunAsync(connectionId, options.Value.MaxWait, http.RequestAborted))
        {
            case RotationDemandResult.Rotated rotated:
                return ConnectionAnswers.Of(rotated.Connection, links, http);
            case RotationDemandResult.Refused refused:
                return Problems.ForState(refused.Connection, links);
            case RotationDemandResult.Unavailable unavailable:
                return Problems.RingCentralUnavailable(unavailable.RetryAfter);
            case RotationDemandResult.VaultUnavailable:
                return Problems.VaultUnavailable;
            case RotationDemandResult.Limited limited:
                return Problems.DemandsLimited(limited.RetryAfter);
            default:
                return Problems.NotFound;
        }
    }

    private async Task<IResult> DeleteAsync(string id, HttpContext http) =>
        RouteIds.TryParse(id, out var connectionId)
        && await connections.FindVisibleAsync(connectionId, http) is not null
        && await changes.DeleteAsync(connectionId, ActorNames.Of(http), CancellationToken.None)
            ? TypedResults.NoContent()
            : Problems.NotFound;
}
