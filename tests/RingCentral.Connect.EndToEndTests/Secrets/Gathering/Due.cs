using System.Net;
using System.Text.RegularExpressions;

namespace RingCentral.Connect.EndToEndTests.Secrets.Gathering;

/// <summary>
/// A place in which a secret is given to whoever it is for. What stands there is left out of the search, and is itself looked for everywhere else; the rest of the
/// same answer is searched like all others.
/// </summary>
/// <param name="Kind">What is given there.</param>
/// <param name="Exchanges">In answers to which requests: method, path and status; or in what which command prints.</param>
/// <param name="Place">Around a group <c>due</c>.</param>
internal sealed record Due(string Kind, Regex Exchanges, Regex Place)
{
    private const string Anything = "";

    /// <summary>Where answers of the service hold secrets; each stands in the description of its call or page.</summary>
    public static IReadOnlyList<Due> InAnswers { get; } =
    [
        new("access token", Of("GET /api/v1/connections/[^ ]+/token 200|POST /api/v1/connections/[^ ]+/token/rejected 200"), Of("\"access_token\":\"(?<due>[^\"]+)\"")),
        new("reconnect link", Of("[A-Z]+ /api/v1/(connections|events|webhook-endpoints/[^ ]+/deliveries)[^ ]* (200|201|409)"), Of("\"reconnect_url\":\"[^\"]*/reconnect/(?<due>[^\"]+)\"")),
        new("connect link", Of("POST /api/v1/connect-sessions 201"), Of("\"connect_url\":\"[^\"]*/connect/(?<due>[^\"]+)\"")),
        new("manage link", Of("POST /api/v1/connections/[^ ]+/manage-link 200"), Of("\"manage_url\":\"[^\"]*/connections/me/(?<due>[^\"]+)\"")),
        new("webhook secret", Of("POST /api/v1/webhook-endpoints 201|POST /api/v1/webhook-endpoints/[^ ]+/rotate-secret 200"), Of("\"secret\":\"(?<due>whsec_[^\"]+)\"")),

        // The dashboard shows what it makes once; and the link with which an administrator helps a user back.
        new("API key", Of("POST /admin/keys 200"), Of("data-testid=\"new-key\">(?<due>[^<]+)<")),
        new("connect link", Of("POST /admin/connect-links 200"), Of("value=\"[^\"]*/connect/(?<due>[^\"]+)\"[^>]*data-testid=\"new-link\"")),
        new("webhook secret", Of("POST /admin/webhooks/[^ ]+ 200"), Of("data-testid=\"new-secret\">(?<due>[^<]+)<")),
        new("reconnect link", Of("GET /admin/connections/[^ ]+ 200"), Of("value=\"[^\"]*/reconnect/(?<due>[^\"/]+)(/start)?\"[^>]*data-testid=\"sign-in-link\"")),

        // A browser gets its own cookies, and is sent to RingCentral, to the provider of administrators, and back to the app.
        new("cookie", Of(Anything), Of("(?<=\n|^)Set-Cookie: [^=\n]+=(?<due>[^;\n]+);")),
        new("name of a cookie", Of("GET [^ ]+ 302"), Of(@"(?<=\n|^)Set-Cookie: \.AspNetCore\.(Correlation|OpenIdConnect\.Nonce)\.(?<due>[^=\n]+)=")),
        new("state", Of("GET (/connect/[^ ]*start|/reconnect/[^ ]+/start|/connections/me/reconnect|/admin/sign-in/oidc) 302"), Of(@"(?<=\n|^)Location: [^\n]*[?&]state=(?<due>[^&\n]+)")),
        new("nonce", Of("GET /admin/sign-in/oidc 302"), Of(@"(?<=\n|^)Location: [^\n]*[?&]nonce=(?<due>[^&\n]+)")),
        new("completion code", Of("GET /callback/ringcentral 302"), Of(@"(?<=\n|^)Location: [^\n]*[?&]completion_code=(?<due>[^&\n]+)")),

        // Whoever came by a link is led on by it.
        new("connect link", Of("GET /(connect|problem)/[^ ]+ 200"), Of("href=\"/connect/(?<due>[^\"/?]{43})(/start)?(\\?lang=[a-z]+)?\"")),
        new("reconnect link", Of("GET /(reconnect|problem)/[^ ]+ 200"), Of("href=\"/reconnect/(?<due>[^\"/?]+)(/start)?(\\?lang=[a-z]+)?\"")),
    ];

    /// <summary>Links in mails are their reader's.</summary>
    public static IReadOnlyList<Due> InMails { get; } =
    [
        new("reconnect link", Of(Anything), Of("/reconnect/(?<due>[A-Za-z0-9_-]+)/start")),
        new("unsubscribe link", Of(Anything), Of("/mail/unsubscribe/(?<due>[A-Za-z0-9_-]+)")),
    ];

    public static IReadOnlyList<Due> InWebhooks { get; } = [new("reconnect link", Of(Anything), Of("\"reconnect_url\":\"[^\"]*/reconnect/(?<due>[^\"]+)\""))];

    /// <summary>Two commands print a secret, and nothing else, to standard output.</summary>
    public static IReadOnlyList<Due> InCommands { get; } =
    [
        new("API key", Of("api-keys create"), Of(@"^(?<due>rcc_[\w-]+)\n$")),
        new("sign-in link", Of("admin sign-in-link"), Of(@"^[^\n]*/admin/sign-in/(?<due>[\w-]+)\n$")),
    ];

    /// <summary>Leaves out what is due.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="taken">Gets each secret as it is, not as it was written there.</param>
    public string Cut(string text, Action<string, string> taken) => Place.Replace(text, match =>
    {
        var due = match.Groups["due"];
        taken(Kind, Uri.UnescapeDataString(WebUtility.HtmlDecode(due.Value)));
        return string.Concat(match.Value.AsSpan(0, due.Index - match.Index), "(due)", match.Value.AsSpan(due.Index - match.Index + due.Length));
    });

    private static Regex Of(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(20));
}
