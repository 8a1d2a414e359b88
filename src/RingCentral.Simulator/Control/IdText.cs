using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingCentral.Simulator.Control;

/// <summary>Owner ids are texts in token replies and numbers at extension/~, so both are taken here.</summary>
internal sealed class IdText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        return reader.TokenType == JsonTokenType.Number ? reader.GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture) : reader.GetString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        writer.WriteStringValue(value);
    }
}
