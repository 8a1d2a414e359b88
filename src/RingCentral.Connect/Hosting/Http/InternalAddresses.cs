using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Hosting.Http;

/// <summary>
/// Keeps what is not for the public on addresses of its own (<c>Hosting:InternalUrls</c>). Which address a request came to is told by the port that it arrived at, never by its
/// <c>Host</c>, which the sender chooses.
/// </summary>
internal static class InternalAddresses
{
    private const string UsualAddress = "http://localhost:5000";

    private static readonly string[] Internal = ["/api", "/metrics", "/admin", "/docs"];

    /// <summary>Has the server listen there, too.</summary>
    public static void ListenInternally(this WebApplicationBuilder builder)
    {
        var more = builder.Configuration.GetSection($"{HostingOptions.Section}:{nameof(HostingOptions.InternalUrls)}").Get<string[]>() ?? [];
        if (more.Length > 0)
        {
            builder.WebHost.UseUrls([.. PublicUrls(builder.Configuration), .. more]);
        }
    }

    /// <summary>As the host would have chosen them.</summary>
    private static string[] PublicUrls(ConfigurationManager configuration)
    {
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
        {
            return Split(urls);
        }

        string[] ports =
        [
            .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"), .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
        ];
        return ports.Length > 0 ? ports : [UsualAddress];
    }

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Uses something for requests from inside alone; for all, where there are no addresses inside.</summary>
    public static void UseInternally(this WebApplication app, Action<IApplicationBuilder> use)
    {
        var ports = PortsOf(app);
        if (ports.Count == 0)
        {
            use(app);
            return;
        }

        app.UseWhen(http => ports.Contains(http.Connection.LocalPort), use);
    }

    /// <summary>Answers as if it were not there to whoever comes for it from outside.</summary>
    public static void UseInternalAddresses(this WebApplication app)
    {
        var ports = PortsOf(app);
        if (ports.Count == 0)
        {
            return;
        }

        app.Use((context, next) =>
        {
            if (ports.Contains(context.Connection.LocalPort) || !Internal.Any(start => context.Request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private static IReadOnlySet<int> PortsOf(WebApplication app) => app.Services.GetRequiredService<IOptions<HostingOptions>>().Value.InternalPorts;
}
