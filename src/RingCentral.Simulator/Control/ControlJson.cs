using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingCentral.Simulator.Control;

/// <summary>A request of the control API that makes no sense; the message says why.</summary>
internal sealed class ControlProblem(string message, int status = 400) : Exception(message)
{
    public int Status => status;
}

/// <summary>JSON of the control API: snake case, and a misspelt field is an error, not silence.</summary>
internal static class ControlJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Owner ids and times are for people too: no \u002B in a time zone.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Options, cancellationToken) ?? throw new ControlProblem("The body is null.");
        }
        catch (JsonException problem)
        {
            throw new ControlProblem($"The body is not what this call expects: {problem.Message}");
        }
    }

    public static T Read<T>(JsonElement fields)
    {
        try
        {
            return fields.Deserialize<T>(Options) ?? throw new ControlProblem("There is nothing to read.");
        }
        catch (JsonException problem)
        {
            throw new ControlProblem($"A field is not what is expected: {problem.Message}");
        }
    }

    public static async Task WriteAsync<T>(HttpResponse response, T value, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(response.Body, value, Options, cancellationToken);
    }
}
