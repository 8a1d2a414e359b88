namespace RingCentral.Connect.EndToEndTests.Sandboxes;

/// <summary>The simulator's people, one for each test that uses the shared sandbox.</summary>
internal static class People
{
    public const string Ines = "256440016";
    public const string Tomas = "256440017";
    public const string Wren = "256440018";

    /// <summary>His role may not read extensions.</summary>
    public const string Pavel = "256440019";
    public const string Maud = "311872001";
    public const string Idris = "311872002";

    /// <summary>The external id of somebody who connected without an app asking for it.</summary>
    public static string ExternalId(string ownerId) => "ringcentral:" + ownerId;
}
