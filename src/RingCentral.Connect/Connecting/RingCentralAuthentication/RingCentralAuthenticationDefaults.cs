namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>Defaults of the RingCentral authentication scheme.</summary>
internal static class RingCentralAuthenticationDefaults
{
    /// <summary>The scheme that sends people to RingCentral.</summary>
    public const string AuthenticationScheme = "RingCentral";

    public const string DisplayName = "RingCentral";

    /// <summary>The path part of the redirect URI.</summary>
    public const string CallbackPath = ConnectPaths.Callback;

    /// <summary>RingCentral's authorize endpoint (RINGCENTRAL 1).</summary>
    public const string AuthorizationPath = "/restapi/oauth/authorize";

    /// <summary>RingCentral's token endpoint (RINGCENTRAL 1).</summary>
    public const string TokenPath = "/restapi/oauth/token";
}
