using Mono.Cecil;
using RingCentral.Connect.ConventionTests.Assemblies;

namespace RingCentral.Connect.ConventionTests.Arrows;

/// <summary>The rooms of the service and the arrows between them, as docs/architecture.md draws them. What is not listed is not allowed.</summary>
internal static class Rooms
{
    public const string Prefix = "RingCentral.Connect.";

    // Razor puts pages here unless a page names its namespace.
    private const string GeneratedPages = "AspNetCoreGeneratedDocument";

    /// <summary>The data model is an assembly of its own and open to every room.</summary>
    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>
    {
        ["RingCentralApi"] = [],
        ["Vault"] = ["RingCentralApi"],
        ["KeepAlive"] = ["Vault"],
        ["Connecting"] = ["Vault", "RingCentralApi"],
        ["Api"] = ["Connecting", "KeepAlive", "Vault", "Notifications"],
        ["Notifications"] = ["Connecting"],
        ["Administration"] = ["KeepAlive", "Vault", "Connecting", "Notifications"],
        ["Pages"] = ["RingCentralApi", "Vault", "KeepAlive", "Connecting", "Api", "Notifications", "Administration"],
        ["Hosting"] = ["RingCentralApi", "Vault", "KeepAlive", "Connecting", "Api", "Notifications", "Administration", "Pages"],
    };

    /// <summary>Null for what stands outside all rooms: Program, and what compilers generate for the whole assembly.</summary>
    public static string? Of(TypeDefinition type)
    {
        var name = type.Outermost().Namespace;
        if (name == GeneratedPages)
        {
            return "Pages";
        }

        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..].Split('.')[0] : null;
    }
}
