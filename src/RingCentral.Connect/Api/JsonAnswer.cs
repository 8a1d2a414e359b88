using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RingCentral.Connect.Api;

/// <summary>Writes a small answer in one piece, its length included: no reflection, no chunks.</summary>
internal static class JsonAnswer
{
    private const string MediaType = "application/json; charset=utf-8";

    public static Task WriteAsync<T>(HttpContext http, T answer, JsonTypeInfo<T> type) => WriteAsync(http, JsonSerializer.SerializeToUtf8Bytes(answer, type), MediaType);

    /// <param name="http">The request.</param>
    /// <param name="answer">What to write.</param>
    /// <param name="type">How, fields of a more special type included.</param>
    /// <param name="mediaType">The content type.</param>
    public static Task WriteAsync(HttpContext http, object answer, JsonTypeInfo type, string mediaType) =>
        WriteAsync(http, JsonSerializer.SerializeToUtf8Bytes(answer, type), mediaType);

    private static Task WriteAsync(HttpContext http, byte[] body, string mediaType)
    {
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
