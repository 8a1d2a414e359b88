using System.Net.Http.Headers;
using System.Text.Json;

namespace RingCentral.Connect.RingCentralApi.Errors;

/// <summary>Reads RingCentral's two error shapes (RINGCENTRAL 5.1): OAuth's and the API's.</summary>
internal static class ErrorReader
{
    private const int LongestCode = 64;

    /// <summary>The error of a reply; success, and a body that is not JSON, leave its codes null.</summary>
    /// <param name="response">The reply, for status and headers.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="now">Turns a <c>Retry-After</c> that is a date into a duration.</param>
    public static RingCentralError Read(HttpResponseMessage response, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var (error, code) = response.IsSuccessStatusCode ? default : ReadCodes(body);
        return new RingCentralError((int)response.StatusCode, error, code)
        {
            RetryAfter = Wait(response.Headers.RetryAfter, now),
            RequestId = response.Headers.TryGetValues("rcrequestid", out var ids) ? Short(ids.First()) : null,
        };
    }

    private static (string? Error, string? Code) ReadCodes(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? (Text(root, "error"), NestedCode(root) ?? Text(root, "errorCode")) : (null, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is neither valid UTF-8 nor UTF-16.
            return (null, null);
        }
    }

    /// <summary>The nested code is the specific one: on top stands a coarse <c>TokenInvalid</c>.</summary>
    private static string? NestedCode(JsonElement root) =>
        root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? errors.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => Text(item, "errorCode")).FirstOrDefault(code => code is not null)
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Short(value.GetString()) : null;

    /// <summary>A code goes to logs and pages, so only what looks like one passes.</summary>
    private static string? Short(string? text) =>
        text is { Length: > 0 and <= LongestCode } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? text : null;

    private static TimeSpan? Wait(RetryConditionHeaderValue? retryAfter, DateTimeOffset now)
    {
        var wait = retryAfter?.Delta ?? retryAfter?.Date - now;
        return wait > TimeSpan.Zero ? wait : null;
    }
}
