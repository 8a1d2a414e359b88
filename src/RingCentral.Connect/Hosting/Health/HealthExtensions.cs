using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using RingCentral.Connect.Hosting.Database;

namespace RingCentral.Connect.Hosting.Health;

/// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
internal static class HealthExtensions
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<ReadinessCheck>();
        services.AddHealthChecks().AddCheck<ReadinessCheck>(Ready, tags: [Ready]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().WithMetadata(new AnswersWithoutDatabase());
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync })
            .AllowAnonymous().WithMetadata(new AnswersWithoutDatabase());
    }

    /// <summary>The status, and in a sentence what is missing.</summary>
    private static Task WriteAsync(HttpContext context, Microsoft.Extensions.Diagnostics.HealthChecks.HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var faults = report.Entries.Values.Select(entry => entry.Description).Where(text => text is not null);
        return context.Response.WriteAsync(string.Join(' ', faults.Prepend(report.Status.ToString())));
    }
}
