using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace RingCentral.Connect.Pages.Display;

/// <summary>An operation of an OpenAPI document, as it is read.</summary>
internal sealed partial record ApiOperationText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string Id { get; init; }

    public required string Group { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Summary { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Detail { get; init; }

    public required IReadOnlyList<Field> Parameters { get; init; }

    public Body? Request { get; init; }

    public required string Status { get; init; }

    public required Body Answer { get; init; }

    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>All operations, in the order of the document.</summary>
    public static IEnumerable<ApiOperationText> AllOf(OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations!
        select Of(path.Key, operation.Key.Method, operation.Value);

    private static ApiOperationText Of(string path, string method, OpenApiOperation operation)
    {
        var (status, answer) = operation.Responses!.First(response => response.Key[0] == '2');
        return new ApiOperationText
        {
            Id = operation.OperationId!,
            Group = operation.Tags!.First().Name!,
            Method = method,
            Path = path,
            Summary = operation.Summary!,
            Detail = [.. operation.Description!.Split("\n\n")],
            Parameters = [.. (operation.Parameters ?? []).Select(parameter => new Field(parameter.Name!, KindOf(parameter.Schema!), parameter.Description ?? ""))],
            Request = operation.RequestBody is { } request ? BodyOf(request.Content!) : null,
            Status = status,
            Answer = BodyOf(answer.Content ?? new Dictionary<string, OpenApiMediaType>()),
            Problems = [.. operation.Responses!.Where(response => response.Key[0] is '4' or '5').SelectMany(response => ProblemsOf(response.Key, response.Value))],
        };
    }

    private static Body BodyOf(IDictionary<string, OpenApiMediaType> content)
    {
        if (content.Count == 0)
        {
            return new Body("", "", []);
        }

        var (mediaType, body) = content.First();
        var fields = body.Schema?.Properties ?? new Dictionary<string, IOpenApiSchema>();
        return new Body(mediaType, Write(body.Example), [.. fields.Select(field => new Field(field.Key, KindOf(field.Value), field.Value.Description ?? ""))]);
    }

    /// <summary>Lines stand as they are; everything else is indented.</summary>
    private static string Write(JsonNode? example) =>
        example is JsonValue value && value.TryGetValue<string>(out var lines) ? lines : example?.ToJsonString(Readable) ?? "";

    private static IEnumerable<Problem> ProblemsOf(string status, IOpenApiResponse response) =>
        from Match line in ProblemLine().Matches(response.Description ?? "")
        select new Problem(status, line.Groups["code"].Value, line.Groups["meaning"].Value);

    private static string KindOf(IOpenApiSchema schema)
    {
        if (schema.Enum is { Count: > 0 } values)
        {
            return string.Join(", ", values.Select(value => value?.ToString() ?? "null"));
        }

        var type = schema.Type ?? JsonSchemaType.Object;
        var name = schema.Format switch
        {
            "uuid" or "uri" => schema.Format,
            "date-time" => "instant",
            _ => (type & ~JsonSchemaType.Null).ToString().ToLowerInvariant(),
        };
        return type.HasFlag(JsonSchemaType.Null) ? $"{name} or null" : name;
    }

    [GeneratedRegex(@"^\* `(?<code>\w+)`: (?<meaning>.+)$", RegexOptions.Multiline)]
    private static partial Regex ProblemLine();

    /// <summary>A parameter, or a field of a body.</summary>
    internal sealed record Field(string Name, string Kind, string Meaning);

    /// <summary>What is sent or answered; without a media type, nothing.</summary>
    internal sealed record Body(string MediaType, string Example, IReadOnlyList<Field> Fields);

    /// <summary>An answer that is no success.</summary>
    internal sealed record Problem(string Status, string Code, string Meaning);
}
