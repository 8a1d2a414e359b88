using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingCentral.Connect.Data.Secrets;

/// <summary>A secret that strays into JSON is written as <c>***</c>, and none is ever read from it.</summary>
internal sealed class MaskedSecretJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(Secret));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Masking<>).MakeGenericType(typeToConvert))!;

    private sealed class Masking<T> : JsonConverter<T>
        where T : Secret
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Secrets are not read from JSON.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Secret.Mask);
    }
}
