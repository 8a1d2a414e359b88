using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace RingCentral.Simulator.Identity;

/// <summary>A parsed JSON Web Token whose signature nobody has looked at yet.</summary>
internal sealed record Jwt(string Algorithm, string? KeyId, JsonElement Claims, byte[] SignedPart, byte[] Signature)
{
    public static Jwt? Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            var header = ReadPart(parts[0]);
            var claims = ReadPart(parts[1]);
            return claims.ValueKind == JsonValueKind.Object && header.TryGetProperty("alg", out var algorithm)
                ? new Jwt(algorithm.GetString() ?? "", TextOf(header, "kid"), claims, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]))
                : null;
        }
        catch (Exception problem) when (problem is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static string Write(string algorithm, string? keyId, Action<Utf8JsonWriter> claims, Func<byte[], byte[]> sign)
    {
        var header = WritePart(json =>
        {
            json.WriteString("typ", "JWT");
            json.WriteString("alg", algorithm);
            if (keyId is not null)
            {
                json.WriteString("kid", keyId);
            }
        });
        var signed = $"{header}.{WritePart(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public string? Text(string claim)
    {
        return TextOf(Claims, claim);
    }

    public long? Number(string claim)
    {
        return Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
    }

    /// <summary>A claim that is one text or an array of them.</summary>
    public IReadOnlyList<string> Texts(string claim)
    {
        if (!Claims.TryGetProperty(claim, out var value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : TextOf(Claims, claim) is { } only ? [only] : [];
    }

    private static string? TextOf(JsonElement element, string name)
    {
        return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static JsonElement ReadPart(string part)
    {
        return JsonElement.Parse(Base64Url.DecodeFromChars(part));
    }

    private static string WritePart(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
