using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingCentral.Simulator.State;

/// <summary>What there is little of is written as JSON. A field that this version does not know is another version's.</summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public static byte[] Write<T>(T value)
    {
        return JsonSerializer.SerializeToUtf8Bytes(value, Options);
    }

    public static T Read<T>(ReadOnlySpan<byte> body)
    {
        return JsonSerializer.Deserialize<T>(body, Options) ?? throw new JsonException("There is nothing to read.");
    }
}
