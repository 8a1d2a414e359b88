using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Connecting.ConnectSessions;

/// <summary>
/// Where a finished connect may send the browser: to the addresses of <c>Connect:AllowedReturnUrls</c> and to what lies under them, never elsewhere. What was
/// compared is what is used: an address is taken apart once and put together again.
/// </summary>
internal sealed class ReturnUrls(IOptions<ConnectOptions> options)
{
    private static readonly string[] HiddenSeparators = ["%2f", "%5c", "%2e", "%00", "%25"];

    private readonly List<Uri> _allowed = [.. options.Value.AllowedReturnUrls.Select(address => new Uri(address))];

    /// <summary>The origins that pages may speak to and be asked from.</summary>
    public IReadOnlyList<string> Origins => [.. _allowed.Select(url => url.GetLeftPart(UriPartial.Authority)).Distinct()];

    /// <summary>The address, if it is allowed.</summary>
    public Uri? TryParse(string text) =>
        IsPlain(text) && Uri.TryCreate(text, UriKind.Absolute, out var url) && IsAddress(url) && _allowed.Exists(allowed => IsUnder(url, allowed)) ? url : null;

    /// <summary>The address with what the app is told.</summary>
    /// <param name="returnUrl">An allowed address.</param>
    /// <param name="status">connected, denied or failed.</param>
    /// <param name="more">Further parameters; those without a value are left out.</param>
    public static string Tell(string returnUrl, string status, params (string Name, string? Value)[] more)
    {
        var query = new Dictionary<string, string?> { ["status"] = status };
        foreach (var (name, value) in more.Where(pair => pair.Value is not null))
        {
            query[name] = value;
        }

        return QueryHelpers.AddQueryString(returnUrl, query);
    }

    /// <summary>Whether an address may stand in the configuration.</summary>
    public static bool IsAllowedEntry(string text) => IsPlain(text) && Uri.TryCreate(text, UriKind.Absolute, out var url) && IsAddress(url) && url.Query.Length == 0;

    /// <summary>
    /// Only what browsers and <see cref="Uri"/> read alike: printable ASCII without a backslash, and nothing that is encoded in the path that could be a separator
    /// or a dot.
    /// </summary>
    private static bool IsPlain(string text) =>
        text.Length <= 2_000
        && text.All(character => character is > ' ' and < '\x7f' and not '\\')
        && (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
        && !HasHiddenSeparator(text.Split('?')[0]);

    private static bool HasHiddenSeparator(string beforeQuery) =>
        HiddenSeparators.Any(hidden => beforeQuery.Contains(hidden, StringComparison.OrdinalIgnoreCase))
        || beforeQuery.Split('/').Any(segment => segment is "." or "..")
        || beforeQuery.LastIndexOf("//", StringComparison.Ordinal) > "https:".Length;

    private static bool IsAddress(Uri url) =>
        url is { UserInfo: "", Fragment: "", HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    private static bool IsUnder(Uri url, Uri allowed) =>
        url.Scheme == allowed.Scheme
        && url.IdnHost == allowed.IdnHost
        && url.Port == allowed.Port
        && (url.AbsolutePath == allowed.AbsolutePath || url.AbsolutePath.StartsWith(allowed.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal));
}
