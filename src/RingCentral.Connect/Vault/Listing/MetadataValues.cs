using System.Text.Json;
using System.Text.Json.Nodes;

namespace RingCentral.Connect.Vault.Listing;

/// <summary>What a text in a query may stand for in a JSON object: itself, and the number, true, false or null that it spells.</summary>
internal static class MetadataValues
{
    /// <summary>Longer spellings of a number are no number that an app would look for, and PostgreSQL's might be endless.</summary>
    private const int LongestNumber = 40;

    public static IReadOnlyList<JsonNode?> Read(string text)
    {
        JsonNode? asText = JsonValue.Create(text);
        return TryReadPlain(text, out var plain) ? [asText, plain] : [asText];
    }

    private static bool TryReadPlain(string text, out JsonNode? plain)
    {
        plain = null;
        if (text is "null" or "true" or "false")
        {
            plain = JsonNode.Parse(text);
            return true;
        }

        if (text.Length is 0 or > LongestNumber || !text.All(c => char.IsAsciiDigit(c) || c is '-' or '.'))
        {
            return false;
        }

        try
        {
            plain = JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
