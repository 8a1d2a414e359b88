using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Connecting;

/// <summary>
/// The address under which people reach this installation. Links and redirect URIs are built from it and never from a request's
/// <c>Host</c>, which the sender chooses.
/// </summary>
internal sealed class PublicAddress
{
    private const string KestrelDefault = "http://localhost:5000";
    private readonly Uri _base;
    private readonly Uri _dashboard;

    public PublicAddress(IOptions<ConnectOptions> options, IConfiguration configuration)
    {
        _base = options.Value.PublicUrl ?? FirstListeningAddress("urls", configuration["urls"]);
        _dashboard = configuration["Hosting:InternalUrls:0"] is { Length: > 0 } inside ? FirstListeningAddress("Hosting:InternalUrls", inside) : _base;
    }

    /// <summary>Whether people come over TLS.</summary>
    public bool IsHttps => _base.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether administrators come over TLS.</summary>
    public bool IsDashboardHttps => _dashboard.Scheme == Uri.UriSchemeHttps;

    /// <summary>The address of a page for administrators, who may have to come from inside (<c>Hosting:InternalUrls</c>).</summary>
    /// <param name="path">Starts with a slash.</param>
    public Uri AtDashboard(string path) => new(_dashboard, path);

    /// <summary>The address of a page.</summary>
    /// <param name="path">Starts with a slash.</param>
    public Uri At(string path) => new(_base, path);

    private static Uri FirstListeningAddress(string setting, string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? KestrelDefault;

        // Kestrel's wildcards name no host that a browser could go to.
        foreach (var wildcard in new[] { "//*", "//+", "//0.0.0.0", "//[::]" })
        {
            first = first.Replace(wildcard, "//localhost", StringComparison.Ordinal);
        }

        return Uri.TryCreate(first, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new OptionsValidationException(setting, typeof(PublicAddress), [$"{setting}: '{first}' is no address to listen on, such as http://127.0.0.1:8080."]);
    }
}
