using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Listing;

namespace RingCentral.Connect.Api.Connections;

/// <summary>Lists connections.</summary>
internal sealed class ConnectionListEndpoint(ConnectionLists lists, ReconnectLinks links)
{
    public static void Map(IEndpointRouteBuilder group) =>
        group.MapGet("/connections", (HttpContext http, ConnectionListEndpoint endpoint) => endpoint.ListAsync(http))
            .RequireAuthorization(ApiScopes.ConnectionsRead).WithQuery(ConnectionListQuery.Parameters);

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var (query, errors) = ConnectionListQuery.Read(http.Request.Query, http.CallerAccess().ExternalIdPrefix is { Length: > 0 } prefix ? prefix : null);
        if (query is null)
        {
            return Problems.Invalid(errors);
        }

        var page = await lists.ReadAsync(query.Filter, new ListPlace(query.After, false), query.Limit, http.RequestAborted);
        var body = new ConnectionListBody([.. page.Connections.Select(connection => ConnectionBody.Of(connection, links))], page.Next is { } next ? Cursors.Write(next) : null);
        return TypedResults.Json(body, ApiJson.Default.ConnectionListBody);
    }
}

/// <summary>A page of connections.</summary>
internal sealed record ConnectionListBody(IReadOnlyList<ConnectionBody> Data, string? NextCursor);
