using System.Text.Json;
using RingCentral.Connect.Sandbox.Files;

namespace RingCentral.Connect.Sandbox.Composition;

/// <summary>
/// The simulator as the provider at which administrators sign in. The dashboard is an application of its own there: signing in opens a session of that application, and must not
/// push out one that the service keeps.
/// </summary>
internal static class AdminProvider
{
    /// <summary>Who may change things, by owner id.</summary>
    public const string Admin = "256440017";

    /// <summary>Who may look.</summary>
    public const string Viewer = "256440016";

    public const string AdminName = "Tomas Okonedo";
    public const string ViewerName = "Ines Castellan";

    private const string ClientId = "sandbox-admin";
    private const string ClientSecret = "sandbox-admin-secret";
    private const string Section = "Administration__Oidc__";

    /// <summary>Writes the simulator's file of applications.</summary>
    public static async Task WriteAppsAsync(string path, Uri publicUrl, CancellationToken cancellationToken)
    {
        object[] apps =
        [
            new
            {
                client_id = ClientId,
                client_secret = ClientSecret,
                name = "Connect dashboard",
                any_loopback_redirect_uri = true,
                redirect_uris = new[] { new Uri(publicUrl, "admin/sign-in/callback").AbsoluteUri },
            },
        ];
        await using var file = PrivateFiles.OpenText(path);
        await file.WriteAsync(JsonSerializer.Serialize(apps).AsMemory(), cancellationToken);
    }

    /// <summary>The service's settings; none of them where whoever started the sandbox has a provider of their own.</summary>
    public static void Configure(IDictionary<string, string?> environment, Uri simulator)
    {
        if (!environment.Keys.Any(name => name.StartsWith(Section, StringComparison.OrdinalIgnoreCase)))
        {
            environment[$"{Section}Authority"] = simulator.GetLeftPart(UriPartial.Authority);
            environment[$"{Section}ClientId"] = ClientId;
            environment[$"{Section}ClientSecret"] = ClientSecret;
            environment[$"{Section}Admins__0"] = Admin;
            environment[$"{Section}Viewers__0"] = Viewer;
        }
    }
}
