namespace RingCentral.Connect.Connecting;

/// <summary>The addresses of the public pages, in one place.</summary>
internal static class ConnectPaths
{
    /// <summary>The redirect URI that is registered at RingCentral.</summary>
    public const string Callback = "/callback/ringcentral";

    /// <summary>What this is; offers to connect with <c>Connect:SelfService</c>.</summary>
    public const string Home = "/";

    /// <summary>Starts an attempt without a connect session.</summary>
    public const string SelfServiceStart = "/connect/start";

    /// <summary>Where a finished connect ends.</summary>
    public const string Connected = "/connected";

    /// <summary>A person's own connection.</summary>
    public const string Mine = "/connections/me";

    /// <summary>Signs in once more to a person's own connection.</summary>
    public const string MineReconnect = "/connections/me/reconnect";

    /// <summary>What is stored about a person.</summary>
    public const string MineData = "/connections/me/data";

    /// <summary>The query parameter that chooses a page's language.</summary>
    public const string LanguageParameter = "lang";

    /// <summary>The page of a connect session's link.</summary>
    public static string Connect(string token) => $"/connect/{token}";

    /// <summary>Starts an attempt from a connect session's link.</summary>
    public static string ConnectStart(string token) => $"/connect/{token}/start";

    /// <summary>How a connect session stands, for programs.</summary>
    public static string ConnectStatus(string token) => $"/connect/{token}/status";

    /// <summary>Opens a person's own connection.</summary>
    public static string Manage(string token) => $"/connections/me/{token}";

    /// <summary>A path, in a language that was chosen.</summary>
    public static string InLanguage(string path, string? language) => language is null ? path : $"{path}?{LanguageParameter}={language}";

    /// <summary>The page of a reconnect link.</summary>
    public static string Reconnect(string token) => $"/reconnect/{token}";

    /// <summary>Starts an attempt from a reconnect link.</summary>
    public static string ReconnectStart(string token) => $"/reconnect/{token}/start";

    /// <summary>Explains what went wrong.</summary>
    public static string Problem(string ticket) => $"/problem/{ticket}";
}
