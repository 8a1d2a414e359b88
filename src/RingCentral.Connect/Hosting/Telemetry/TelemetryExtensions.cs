using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Hosting.Telemetry;

/// <summary>
/// What operators see from outside: metrics at <c>/metrics</c> in any case; metrics, traces and logs over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. The further
/// variables of the OpenTelemetry specification hold, too.
/// </summary>
internal static class TelemetryExtensions
{
    private const string MetricsPath = "/metrics";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Ours, the runtime's and the database driver's; the framework's own would weigh on every read of a token.</summary>
    private static readonly string[] Meters = [RotationTally.MeterName, "System.Runtime", "Npgsql"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("ringcentral-connect", serviceVersion: UserAgent.Version))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) => metrics.AddView(OnlyOf(services.GetRequiredService<IMeterFactory>())));
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
        {
            return;
        }

        telemetry
            .WithTracing(tracing => tracing
                .AddSource(RotationTally.MeterName, "Npgsql")
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.Filter = http => !http.Request.Path.StartsWithSegments("/health") && !http.Request.Path.StartsWithSegments(MetricsPath);
                    options.EnrichWithHttpRequest = (activity, _) => TracedAddresses.Forget(activity);
                })
                .AddHttpClientInstrumentation(options => options.EnrichWithHttpRequestMessage = TracedAddresses.Shorten))
            .WithLogging(null, logging => (logging.IncludeScopes, logging.IncludeFormattedMessage) = (true, true))
            .UseOtlpExporter();
    }

    /// <summary>
    /// Leaves out what another node in this process measures. OpenTelemetry tells meters apart by their names alone: it would take the two for one, and once either ends, tell of neither
    /// (open-telemetry/opentelemetry-dotnet issue 6412). The runtime's and the driver's meters belong to the process.
    /// </summary>
    private static Func<Instrument, MetricStreamConfiguration?> OnlyOf(IMeterFactory factory) =>
        instrument => instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory) ? null : MetricStreamConfiguration.Drop;

    /// <summary>Needs no key: <c>Hosting:InternalUrls</c> keeps it inside.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint(MetricsPath)
        .AllowAnonymous().WithMetadata(new AnswersWithoutDatabase());
}
