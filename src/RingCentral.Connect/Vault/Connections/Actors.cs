namespace RingCentral.Connect.Vault.Connections;

/// <summary>Who did something, as history names them.</summary>
internal static class Actors
{
    public const string System = "system";
    public const string User = "user";

    /// <summary>App code, by the name of its key.</summary>
    public static string Api(string keyName) => $"api:{keyName}";
}
