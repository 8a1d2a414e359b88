using System.Globalization;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>Reading, changing and ending connections.</summary>
internal sealed class ConnectionEndpoints(ConnectionReader connections, ConnectionChanges changes, ReconnectLinks links)
{
    private const string MergePatch = "application/merge-patch+json";

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/connections/{id}", (string id, HttpContext http, ConnectionEndpoints endpoints) => endpoints.GetAsync(id, http))
            .RequireAuthorization(ApiScopes.ConnectionsRead).WithQuery();
        group.MapGet("/connections/by-external-id/{externalId}", (HttpContext http, ConnectionEndpoints endpoints) => endpoints.GetByExternalIdAsync(RouteIds.ExternalId(http), http))
            .RequireAuthorization(ApiScopes.ConnectionsRead).WithQuery();
        group.MapPatch("/connections/{id}", (string id, HttpContext http, ConnectionEndpoints endpoints) => endpoints.PatchAsync(id, http))
            .RequireAuthorization(ApiScopes.ConnectionsWrite).WithQuery();
        group.MapPost("/connections/{id}/disconnect", (string id, HttpContext http, ConnectionEndpoints endpoints) => endpoints.DisconnectAsync(id, http))
            .RequireAuthorization(ApiScopes.ConnectionsWrite).WithQuery().WithoutBody();
    }

    private async Task<IResult> GetAsync(string id, HttpContext http) =>
        RouteIds.TryParse(id, out var connectionId)
            ? Answer(await connections.FindVisibleAsync(connectionId, http), http)
            : Problems.NotFound;

    private async Task<IResult> GetByExternalIdAsync(string externalId, HttpContext http) =>
        ExternalIds.IsValid(externalId) && http.CallerAccess().MaySee(externalId)
            ? Answer(await connections.FindByExternalIdAsync(externalId, http.RequestAborted), http)
            : Problems.NotFound;

    private async Task<IResult> PatchAsync(string id, HttpContext http)
    {
        if (!RouteIds.TryParse(id, out var connectionId) || await connections.FindVisibleAsync(connectionId, http) is null)
        {
            return Problems.NotFound;
        }

        var (body, problem) = await JsonRequest.ReadAsync(http.Request, ApiJson.Default.ConnectionPatchBody, MergePatch, http.RequestAborted);
        if (body is null)
        {
            return problem!;
        }

        if (!TryReadIfMatch(http.Request, out var revision))
        {
            return Problems.PreconditionFailed;
        }

        var (edit, errors) = ConnectionPatch.Read(body, revision);
        if (edit is null)
        {
            return Problems.Invalid(errors);
        }

        return edit.ExternalId is { } externalId && !http.CallerAccess().MaySee(externalId)
            ? Problems.OutsidePrefix(http.CallerAccess().ExternalIdPrefix)
            : await EditAsync(connectionId, edit, http);
    }

    private async Task<IResult> EditAsync(Guid id, ConnectionEdit edit, HttpContext http)
    {
        // Once it is decided, a change is not given up because the caller has left.
        return await changes.EditAsync(id, edit, ActorNames.Of(http), CancellationToken.None) switch
        {
            EditResult.Done => Answer(await connections.FindAsync(id, CancellationToken.None), http),
            EditResult.RevisionMismatch => Problems.PreconditionFailed,
            EditResult.ExternalIdTaken => Problems.ExternalIdTaken,
            EditResult.MetadataTooLarge => Problems.Invalid("metadata", ConnectionMetadata.Rule),
            _ => Problems.NotFound,
        };
    }

    private async Task<IResult> DisconnectAsync(string id, HttpContext http) =>
        RouteIds.TryParse(id, out var connectionId)
        && await connections.FindVisibleAsync(connectionId, http) is not null
        && await changes.DisconnectAsync(connectionId, ActorNames.Of(http), CancellationToken.None)
            ? Answer(await connections.FindAsync(connectionId, CancellationToken.None), http)
            : Problems.NotFound;

    private IResult Answer(ConnectionSnapshot? snapshot, HttpContext http) => ConnectionAnswers.Of(snapshot, links, http);

    /// <summary><c>If-Match</c> with one strong tag or <c>*</c> (RFC 9110, section 13.1.1). A tag that is none of ours matches nothing.</summary>
    private static bool TryReadIfMatch(HttpRequest request, out long? revision)
    {
        revision = null;
        var header = request.Headers.IfMatch.ToString();
        if (header is "" or "*")
        {
            return true;
        }

        if (header.Length > 2 && header[0] == '"' && header[^1] == '"'
            && long.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            revision = value;
            return true;
        }

        return false;
    }
}
