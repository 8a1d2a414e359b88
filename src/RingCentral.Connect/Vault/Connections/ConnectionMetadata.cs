using System.Text;
using System.Text.Json.Nodes;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>The app's own small JSON object about a connection.</summary>
internal static class ConnectionMetadata
{
    /// <summary>Largest size as JSON, in bytes of UTF-8.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 8;

    /// <summary>The rule, as told to whoever broke it.</summary>
    public const string Rule = "must be a JSON object of at most 8192 bytes, nested at most 8 deep, without the character U+0000";

    public static bool IsValid(JsonObject metadata) =>
        Depth(metadata) <= MaxDepth
        && metadata.ToJsonString() is var text
        && Encoding.UTF8.GetByteCount(text) <= MaxBytes
        && !text.Contains("\\u0000", StringComparison.Ordinal); // PostgreSQL's jsonb cannot hold it.

    private static int Depth(JsonNode? node) => node switch
    {
        JsonObject item => 1 + item.Select(member => Depth(member.Value)).DefaultIfEmpty(0).Max(),
        JsonArray list => 1 + list.Select(Depth).DefaultIfEmpty(0).Max(),
        _ => 0,
    };
}
