using Microsoft.AspNetCore.Authentication;

namespace RingCentral.Connect.Connecting;

/// <summary>
/// One person's way to RingCentral and back. It travels in the encrypted <c>state</c>, and is bound to the browser by the handler's
/// correlation cookie.
/// </summary>
internal sealed record ConnectAttempt
{
    private const string ConnectionIdItem = "connection_id";
    private const string ConnectSessionIdItem = "connect_session_id";
    private const string StartAgainItem = "start_again";
    private const string ServerItem = "server";
    private const string LoginHintItem = "login_hint";
    private const string LanguageItem = "language";

    /// <summary>The connection that is being reconnected, where that is known.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>The invitation that is being followed, if any.</summary>
    public Guid? ConnectSessionId { get; init; }

    /// <summary>A local path that starts the same again.</summary>
    public required string StartAgain { get; init; }

    /// <summary>Where to sign in.</summary>
    public required string Server { get; init; }

    /// <summary>Whom RingCentral's sign-in page may suggest.</summary>
    public string? LoginHint { get; init; }

    /// <summary>The language that the person chose on our page; null where it follows from the browser.</summary>
    public string? Language { get; init; }

    /// <summary>Writes the attempt into the properties that <c>state</c> carries.</summary>
    /// <param name="now">When it starts.</param>
    public AuthenticationProperties ToProperties(DateTimeOffset now)
    {
        var properties = new AuthenticationProperties { RedirectUri = ConnectPaths.Connected, IssuedUtc = now };
        properties.Items[StartAgainItem] = StartAgain;
        properties.Items[ServerItem] = Server;
        Put(properties, ConnectionIdItem, ConnectionId?.ToString("N"));
        Put(properties, ConnectSessionIdItem, ConnectSessionId?.ToString("N"));
        Put(properties, LoginHintItem, LoginHint);
        Put(properties, LanguageItem, Language);
        return properties;
    }

    /// <summary>The attempt that the callback's <c>state</c> carries.</summary>
    public static ConnectAttempt From(AuthenticationProperties properties) => new()
    {
        ConnectionId = Id(properties, ConnectionIdItem),
        ConnectSessionId = Id(properties, ConnectSessionIdItem),
        StartAgain = Get(properties, StartAgainItem) ?? ConnectPaths.Home,
        Server = Get(properties, ServerItem) ?? "",
        LoginHint = Get(properties, LoginHintItem),
        Language = Get(properties, LanguageItem),
    };

    private static void Put(AuthenticationProperties properties, string name, string? value)
    {
        if (value is not null)
        {
            properties.Items[name] = value;
        }
    }

    private static string? Get(AuthenticationProperties properties, string name) => properties.Items.TryGetValue(name, out var value) ? value : null;

    private static Guid? Id(AuthenticationProperties properties, string name) => Guid.TryParseExact(Get(properties, name), "N", out var id) ? id : null;
}
