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

    /// <summary>The page of a reconnect link.</summary>
    public static string Reconnect(string token) => $"/reconnect/{token}";

    /// <summary>Starts an attempt from a reconnect link.</summary>
    public static string ReconnectStart(string token) => $"/reconnect/{token}/start";

    /// <summary>Explains what went wrong.</summary>
    public static string Problem(string ticket) => $"/problem/{ticket}";
}
