namespace RingCentral.Connect.Sandbox.Composition;

/// <summary>What a person needs to go on.</summary>
/// <param name="ApiKey">With every scope.</param>
/// <param name="SignInLink">Signs an admin in, once.</param>
/// <param name="FirstUser">The owner id of a user of the simulator, for an example.</param>
internal sealed record Credentials(string ApiKey, string SignInLink, string FirstUser);

internal static class Banner
{
    public static string Compose(SandboxOptions options, Credentials credentials, Uri mailBox)
    {
        var token = new Uri(options.ServiceUrl, $"api/v1/connections/by-external-id/ringcentral%3A{credentials.FirstUser}/token");
        return $"""

            RingCentral Connect is running.

              Pages          {options.PublicUrl}
              Admin sign-in  {credentials.SignInLink}
              API key        {credentials.ApiKey}
              Simulator      {options.SimulatorUrl}
              Its controls   {new Uri(options.SimulatorUrl, "_control")}
              Mail box       {mailBox}
              Data and log   {options.DataFolder}

            Connect the simulator's first user in the browser (open Pages), then ask for a token:

              curl -H "Authorization: Bearer {credentials.ApiKey}" {token}

            Admins may also sign in at {new Uri(options.PublicUrl, "admin")} with OpenID Connect: the simulator is the
            provider, {AdminProvider.AdminName} may change things and {AdminProvider.ViewerName} may look.

            Ctrl+C stops everything.
            """;
    }
}
