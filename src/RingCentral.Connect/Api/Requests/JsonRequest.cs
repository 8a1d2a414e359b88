using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Requests;

/// <summary>Reads a JSON body, and says what is wrong with one that cannot be read.</summary>
internal static class JsonRequest
{
    /// <summary>The body, or the problem to answer with.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">What the body should be.</param>
    /// <param name="alsoAccepted">A further media type, such as that of a merge patch.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public static async Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, string alsoAccepted, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsJson(request, alsoAccepted))
        {
            return (null, Problems.Invalid("Content-Type", "must be application/json") with { Status = StatusCodes.Status415UnsupportedMediaType });
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken);
            return body is null ? (null, Problems.Invalid("body", "must be a JSON object")) : (body, null);
        }
        catch (JsonException exception)
        {
            return (null, Problems.Invalid(FieldOf(exception), Explain(exception)));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // A name that stands twice in an object of the app's own, or text that is no UTF-16.
            return (null, Problems.Invalid("body", "names a field twice, or holds text that is not Unicode"));
        }
        catch (BadHttpRequestException exception)
        {
            return (null, Problems.Invalid("body", "cannot be read") with { Status = exception.StatusCode });
        }
    }

    /// <inheritdoc cref="ReadAsync{T}(HttpRequest, JsonTypeInfo{T}, string, CancellationToken)"/>
    public static Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => ReadAsync(request, type, "application/json", cancellationToken);

    private static bool IsJson(HttpRequest request, string alsoAccepted) =>
        request.HasJsonContentType() || request.ContentType?.Split(';')[0].Trim().Equals(alsoAccepted, StringComparison.OrdinalIgnoreCase) == true;

    private static string FieldOf(JsonException exception) => exception.Path is { Length: > 2 } path ? path[2..] : "body";

    /// <summary>The serializer's own words may repeat the body; only two faults are told apart.</summary>
    private static string Explain(JsonException exception) =>
        exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "is not a field of this call" : "is not valid here";
}
