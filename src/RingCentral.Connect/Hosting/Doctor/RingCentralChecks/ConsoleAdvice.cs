using RingCentral.Connect.RingCentralApi.Errors;

namespace RingCentral.Connect.Hosting.Doctor.RingCentralChecks;

/// <summary>Which setting to change, here or in RingCentral's developer console. No more than RINGCENTRAL 5.2 supports.</summary>
internal static class ConsoleAdvice
{
    /// <summary>For an answer of the token endpoint.</summary>
    public static string For(RingCentralError error) => error.Code switch
    {
        "OAU-153" => "Copy the app's client id from the console to RingCentral:ClientId. If they are equal, look there whether the app is disabled.",
        "OAU-146" => "Copy the app's client secret from the console to RingCentral:ClientSecret.",
        "OAU-123" or "OAU-134" => "Set RingCentral:ClientSecret to the app's secret in the console. A client-side app has none: leave it out.",
        "OAU-151" => "Compare the kind of app in the console: a server-side app needs RingCentral:ClientSecret, a client-side one (PKCE only) must not have it.",
        "OAU-112" or "OAU-125" or "OAU-251" => "In the console, in the app's settings under \"Auth\", allow the authorization code flow, and tick \"Issue refresh tokens\".",
        "OAU-165" => "The client id is of RingCentral's former sandbox: set RingCentral:ClientId and RingCentral:ClientSecret to those of an app in production.",
        "OAU-117" => "Take the permissions out of RingCentral:Scopes that the app does not have, or add them to the app's permissions in the console.",
        "OAU-110" or "OAU-120" or "OAU-121" => "Copy client id and client secret of one and the same app from the console.",
        _ => "Compare the app in the console with RingCentral:ClientId and RingCentral:ClientSecret; docs/errors.md explains the code.",
    };

    /// <summary>For an answer to the beginning of a sign-in.</summary>
    public static string ForRedirect(RingCentralError error, string redirectUri) => error.Code switch
    {
        "OAU-109" or "OAU-113" or null => $"In the console, in the app's settings, add exactly this redirect URI: {redirectUri}. Scheme, port and a slash at the end count. If people come by another address, correct Connect:PublicUrl.",
        _ => For(error),
    };
}
