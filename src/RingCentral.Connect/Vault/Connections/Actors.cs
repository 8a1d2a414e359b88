namespace RingCentral.Connect.Vault.Connections;

/// <summary>Who did something, as history names them.</summary>
internal static class Actors
{
    public const string System = "system";
    public const string User = "user";

    /// <summary>Whoever has the command line.</summary>
    public const string CommandLine = "admin:command-line";

    /// <summary>App code, by the name of its key.</summary>
    public static string Api(string keyName) => $"api:{keyName}";

    /// <summary>An administrator, by their name.</summary>
    public static string Admin(string name) => $"admin:{name}";
}
