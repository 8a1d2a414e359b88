using System.ComponentModel.DataAnnotations;
using System.Net;

namespace RingCentral.Connect.Hosting.Http;

/// <summary>How the service is reached; section <c>Hosting</c>.</summary>
internal sealed class HostingOptions : IValidatableObject
{
    public const string Section = "Hosting";

    /// <summary>
    /// Further addresses to listen on, such as <c>http://10.0.0.5:8081</c>. Where there are some, <c>/api</c>, <c>/metrics</c>, <c>/admin</c> and <c>/docs</c> answer there and nowhere
    /// else. Their ports are their own: by them they are told from the public ones.
    /// </summary>
    public IList<string> InternalUrls { get; } = [];

    /// <summary>
    /// Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: addresses, or networks such as <c>10.0.0.0/8</c>. Where there are none, these headers mean nothing.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>How many requests for public pages one address may send in a minute; 0 for any number. Those of this machine are not counted.</summary>
    [Range(0, 1_000_000)]
    public int PageRequestsPerMinute { get; set; } = 300;

    /// <summary>A folder each of whose files is a setting: <c>RingCentral__ClientSecret</c> holds <c>RingCentral:ClientSecret</c>. Docker and systemd hand secrets over so.</summary>
    public string? SecretsFolder { get; set; }

    /// <summary>The ports of <see cref="InternalUrls"/>.</summary>
    public IReadOnlySet<int> InternalPorts => InternalUrls.Select(url => BindingAddress.Parse(url).Port).ToHashSet();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var url in InternalUrls.Where(url => !IsAddress(url)))
        {
            yield return new ValidationResult($"'{url}' must be an address to listen on with a port, for example http://10.0.0.5:8081", [nameof(InternalUrls)]);
        }

        foreach (var proxy in TrustedProxies.Where(proxy => !IPAddress.TryParse(proxy, out _) && !System.Net.IPNetwork.TryParse(proxy, out _)))
        {
            yield return new ValidationResult($"'{proxy}' must be an address or a network, for example 10.0.0.7 or 10.0.0.0/8", [nameof(TrustedProxies)]);
        }
    }

    private static bool IsAddress(string url) => Uri.TryCreate(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", PathAndQuery: "/" };
}
