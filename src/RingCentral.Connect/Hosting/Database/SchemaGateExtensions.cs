using Microsoft.AspNetCore.Diagnostics;
using RingCentral.Connect.Api;
using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>Of an endpoint: it answers whatever state the database is in.</summary>
internal sealed class AnswersWithoutDatabase;

/// <summary>What a node answers that waits for <c>migrate</c>.</summary>
internal static class SchemaGateExtensions
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private static readonly ApiProblem Problem = Problems.StorageUnavailable with
    {
        Title = "The database is not up to date",
        Detail = "This node is newer than the database, and waits. Ask again in a few seconds; another node may answer at once.",
        RetryAfter = AskAgainAfter,
    };

    /// <summary>Routes requests, and refuses until the gate is open whatever needs the database.</summary>
    public static void UseGatedRouting(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<SchemaGate>();

        // Reads of tokens are answered within routing: nothing of the API gets there.
        app.Use((context, next) => gate.IsOpen || !context.IsForApi() ? next(context) : Problem.ExecuteAsync(context));
        app.UseRouting();
        app.Use((context, next) => gate.IsOpen || AnswersAlways(context) ? next(context) : RefuseAsync(context));
    }

    /// <summary>What leads nowhere is told so, and the page that explains a failure is shown.</summary>
    private static bool AnswersAlways(HttpContext context) =>
        context.GetEndpoint() is not { } endpoint
        || endpoint.Metadata.GetMetadata<AnswersWithoutDatabase>() is not null
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerPathFeature>() is not null;

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = $"{AskAgainAfter.TotalSeconds:0}";
        return Task.CompletedTask;
    }
}
