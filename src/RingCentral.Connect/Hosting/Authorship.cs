using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Data.Audit;

namespace RingCentral.Connect.Hosting;

/// <summary>
/// Says for the rest of a request who makes its changes, and records calls that are marked as worth it. Requests that only read have no author: nothing of theirs is logged,
/// and they are the ones that come by the thousand.
/// </summary>
internal static class Authorship
{
    /// <summary>Hangfire's own pages; what is pressed there changes no rows of ours.</summary>
    private const string JobsPath = "/admin/jobs";

    /// <summary>After authorization, which has found out who it is.</summary>
    public static void UseAuthorship(this IApplicationBuilder app) => app.Use(static (http, next) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || AuthorOf(http) is not { } author ? next(http) : RunAsync(http, next, author));

    private static async Task RunAsync(HttpContext http, RequestDelegate next, AuditAuthor author)
    {
        AuditAuthors.Begin(author);
        var call = http.GetEndpoint()?.Metadata.GetMetadata<AuditedCall>();
        await next(http);
        if (http.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            return;
        }

        if (call is not null)
        {
            await LogOf(http).RecordAsync(new AuditEntry(call.Action, http.GetRouteValue("id") as string), CancellationToken.None);
        }
        else if (http.Request.Path.StartsWithSegments(JobsPath, StringComparison.OrdinalIgnoreCase, out var command))
        {
            await LogOf(http).RecordAsync(new AuditEntry("job.changed", command), CancellationToken.None);
        }
    }

    private static AuditLog LogOf(HttpContext http) => http.RequestServices.GetRequiredService<AuditLog>();

    private static AuditAuthor? AuthorOf(HttpContext http) => http.User.Identity is ApiKeyIdentity { Access: var key }
        ? new AuditAuthor(ActorKind.ApiKey) { Id = key.KeyId, Name = key.KeyName, Address = http.Connection.RemoteIpAddress?.ToString(), Reference = http.TraceIdentifier }
        : http.AdminAuthor();
}
