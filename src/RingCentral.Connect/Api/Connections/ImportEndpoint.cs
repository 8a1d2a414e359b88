using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Importing;

namespace RingCentral.Connect.Api.Connections;

/// <summary>Imports sessions as JSON lines: read, stored and answered as they come, whatever their number.</summary>
internal sealed class ImportEndpoint(Importer importer)
{
    private static readonly string[] MediaTypes = ["application/x-ndjson", "application/jsonl"];
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static void Map(IEndpointRouteBuilder group) =>
        group.MapPost("/connections/import", (HttpContext http, ImportEndpoint endpoint) => endpoint.RunAsync(http))
            .RequireAuthorization(ApiScopes.ConnectionsWrite).WithQuery("on_conflict").WithMetadata(new AuditedCall("connection.imported"));

    private async Task<IResult> RunAsync(HttpContext http)
    {
        if (!MediaTypes.Contains(http.Request.ContentType?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
        {
            return Problems.Invalid("Content-Type", "must be application/x-ndjson or application/jsonl") with { Status = StatusCodes.Status415UnsupportedMediaType };
        }

        if (!SnakeCase.TryRead<ImportConflict>(http.Request.Query.TryGetValue("on_conflict", out var wanted) ? wanted.ToString() : "skip", out var onConflict))
        {
            return Problems.Invalid("on_conflict", "must be skip or replace");
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        http.Response.ContentType = MediaTypes[0];
        var source = new ImportSource(ActorNames.Of(http)) { ExternalIdPrefix = http.CallerAccess().ExternalIdPrefix };
        var lines = JsonLines.ReadAsync(http.Request.BodyReader, http.RequestAborted);
        await foreach (var result in importer.ImportAsync(lines, onConflict, source, http.RequestAborted))
        {
            await JsonSerializer.SerializeAsync(http.Response.Body, Body(result), ApiJson.Default.ImportResultBody, http.RequestAborted);
            await http.Response.Body.WriteAsync(NewLine, http.RequestAborted);
        }

        return Results.Empty;
    }

    /// <summary>The answer to a line, as JSON.</summary>
    public static ImportResultBody Body(ImportResult result) => new()
    {
        Line = result.Line,
        ExternalId = result.ExternalId,
        Status = SnakeCase.Write(result.Status),
        ConnectionId = result.ConnectionId,
        Code = result.Rejection?.Code,
        Detail = result.Rejection?.Detail,
    };
}
