using System.ComponentModel.DataAnnotations;
using RingCentral.Connect.Connecting.ConnectSessions;

namespace RingCentral.Connect.Connecting;

/// <summary>How people reach the pages; section <c>Connect</c>.</summary>
internal sealed class ConnectOptions : IValidatableObject
{
    public const string Section = "Connect";

    /// <summary>The outside address, without a path. Where it is not set, the first address that the service listens on.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Where a finished connect may send the user: these addresses, and what lies under them.</summary>
    public IList<string> AllowedReturnUrls { get; } = [];

    /// <summary>Whether the start page offers to connect without an app having asked for it.</summary>
    public bool SelfService { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is { } url && !IsOrigin(url))
        {
            yield return new ValidationResult(
                $"is '{url}', but must be an https address (or http on a loopback address) without a path, for example https://connect.example.com",
                [nameof(PublicUrl)]);
        }

        foreach (var address in AllowedReturnUrls.Where(address => !ReturnUrls.IsAllowedEntry(address)))
        {
            yield return new ValidationResult(
                $"'{address}' must be an https address (or http on a loopback address) without a query, for example https://app.example.com/connected",
                [nameof(AllowedReturnUrls)]);
        }
    }

    private static bool IsOrigin(Uri url) =>
        url is { IsAbsoluteUri: true, PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
