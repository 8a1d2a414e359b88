using System.Globalization;
using System.Text;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Exporting;
using RingCentral.Connect.Vault.Listing;

namespace RingCentral.Connect.Administration.Connections;

/// <summary>Connections as CSV (RFC 4180), a page of the list at a time: everything that is shown, and no token.</summary>
internal sealed class ConnectionSheet(ConnectionLists lists)
{
    private const int PageSize = 200;

    private const string Header =
        "id,external_id,state,health,reason,ringcentral_code,state_since,owner_id,account_id,name,email,extension_number,server_url,scope,access_expires_at,refresh_expires_at,session_expires_at,next_rotation_at,last_used_at,created_at";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/connections.csv", (ConnectionSheet sheet, HttpContext http) => sheet.WriteAsync(ConnectionSearch.Read(http.Request.Query), http))
            .RequireAuthorization(AdminPolicies.Viewer);

    private async Task WriteAsync(ConnectionSearch search, HttpContext http)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"connections.csv\"";
        await http.Response.WriteAsync(Header + "\r\n", http.RequestAborted);
        for (ListPlace? place = search.From(null).Place; place is { } at;)
        {
            var page = await lists.ReadAsync(search.Filter, at, PageSize, http.RequestAborted);
            var text = new StringBuilder();
            foreach (var snapshot in page.Connections)
            {
                text.Append(CsvFields.Line(Fields(snapshot))).Append("\r\n");
            }

            await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
            place = page.Next is { } next ? at with { After = next } : null;
        }
    }

    private static IEnumerable<string?> Fields(ConnectionSnapshot snapshot)
    {
        var (connection, session) = (snapshot.Connection, snapshot.Session);
        return
        [
            connection.Id.ToString(), connection.ExternalId, SnakeCase.Write(connection.State), snapshot.Health is { } health ? SnakeCase.Write(health) : null,
            connection.Reason is { } reason ? SnakeCase.Write(reason) : null, connection.RingCentralCode, Instant(connection.StateSince),
            connection.OwnerId, connection.AccountId, connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber, connection.ServerUrl, connection.Scope,
            Instant(session?.AccessExpiresAt), Instant(session?.RefreshExpiresAt), Instant(session?.SessionExpiresAt), Instant(session?.DueAt),
            Instant(session?.LastUsedAt), Instant(connection.CreatedAt),
        ];
    }

    private static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
