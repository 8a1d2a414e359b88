using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>The app's own small JSON object about a connection.</summary>
internal static class ConnectionMetadata
{
    /// <summary>Largest size as JSON, in bytes of UTF-8.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 8;

    private const int LargestExponent = 308;

    /// <summary>The rule, as told to whoever broke it.</summary>
    public const string Rule = "must be a JSON object of at most 8192 bytes, nested at most 8 deep, without the character U+0000 and without exponents beyond 308";

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool IsValid(JsonObject metadata) =>
        IsText(metadata) && Depth(metadata) <= MaxDepth && Encoding.UTF8.GetByteCount(metadata.ToJsonString(Unescaped)) <= MaxBytes;

    /// <summary>Whether all of its texts are some that PostgreSQL's jsonb can hold: no U+0000, no lone surrogate, no name twice.</summary>
    private static bool IsText(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonObject item => item.All(member => IsText(member.Key) && IsText(member.Value)),
                JsonArray list => list.All(IsText),
                JsonValue value when value.GetValueKind() == JsonValueKind.String => IsText(value.GetValue<string>()),
                JsonValue value when value.GetValueKind() == JsonValueKind.Number => IsNumber(value),
                _ => true,
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return false; // A lone surrogate; a name that stands twice.
        }
    }

    /// <summary>PostgreSQL reads numbers exactly: one with a huge exponent would be a failure there.</summary>
    private static bool IsNumber(JsonValue value)
    {
        var text = value.ToJsonString();
        var exponent = text.IndexOfAny(['e', 'E']);
        return exponent < 0 || (int.TryParse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) && Math.Abs(power) <= LargestExponent);
    }

    private static bool IsText(string text) => !text.Contains('\0');

    private static int Depth(JsonNode? node) => node switch
    {
        JsonObject item => 1 + item.Select(member => Depth(member.Value)).DefaultIfEmpty(0).Max(),
        JsonArray list => 1 + list.Select(Depth).DefaultIfEmpty(0).Max(),
        _ => 0,
    };
}
