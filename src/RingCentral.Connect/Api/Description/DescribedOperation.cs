using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RingCentral.Connect.Api.Keys;

namespace RingCentral.Connect.Api.Description;

/// <summary>Makes an operation of the document of an endpoint and what <see cref="ApiCalls"/> says of it.</summary>
internal static class DescribedOperation
{
    private static readonly Dictionary<string, string> RouteParameters = new()
    {
        ["id"] = "The connection's id, a lower-case UUID.",
        ["endpointId"] = "The webhook endpoint's id, a lower-case UUID.",
        ["deliveryId"] = "The delivery's id, as in `webhook-id`.",
        ["externalId"] = "Your own id of the user, percent-encoded: `user%2F4711` for `user/4711`.",
    };

    /// <summary>Called for each endpoint.</summary>
    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var path = "/" + context.Description.RelativePath![(ApiExtensions.Root.Length)..];
        if (ApiCalls.Find(context.Description.HttpMethod!, path) is { } call)
        {
            Describe(operation, call, context);
        }
    }

    private static void Describe(OpenApiOperation operation, ApiCall call, OpenApiOperationTransformerContext context)
    {
        var document = context.Document!;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var scopes = metadata.OfType<IAuthorizeData>().Select(data => data.Policy!).Concat(metadata.OfType<GuardedScope>().Select(guarded => guarded.Name)).ToList();
        operation.OperationId = call.Id;
        operation.Summary = call.Summary;
        operation.Description = $"{call.Detail}\n\nNeeds the scope `{string.Join("`, `", scopes)}`.";
        operation.Tags = new HashSet<OpenApiTagReference> { new(call.Group, document) };
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocument.SecurityScheme, document)] = scopes }];
        operation.Parameters = [.. PathParameters(call.Path), .. call.Parameters.Select(Parameter)];
        operation.RequestBody = call.Request is { } request ? new OpenApiRequestBody { Required = !call.MayHaveNoBody, Content = Content(request, document) } : null;
        operation.Responses = Responses(call, document);
    }

    private static IEnumerable<OpenApiParameter> PathParameters(string path) =>
        from segment in path.Split('/')
        where segment.StartsWith('{')
        let name = segment.Trim('{', '}')
        select new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = RouteParameters.GetValueOrDefault(name),
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = name is "id" or "endpointId" ? "uuid" : null },
        };

    private static OpenApiParameter Parameter(ApiParameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.In,
        Description = parameter.Meaning,
        Schema = new OpenApiSchema { Type = parameter.Type, Enum = parameter.Values.Count > 0 ? [.. parameter.Values.Select(value => (JsonNode)value)] : null },
    };

    private static OpenApiResponses Responses(ApiCall call, OpenApiDocument document)
    {
        var responses = new OpenApiResponses
        {
            [Text(call.Status)] = new OpenApiResponse
            {
                Description = call.Summary,
                Content = call.Answer is { } answer ? Content(answer, document) : null,
                Headers = call.Answer?.Schema == "Connection" ? Header("ETag", "Changes with the connection; for `If-Match`.", JsonSchemaType.String) : null,
            },
        };
        var problems = call.Problems.Concat(ProblemNotes.OfEveryCall).Distinct().Select(code => ProblemNotes.All[code]);
        foreach (var problem in problems.GroupBy(problem => problem.Status).OrderBy(group => group.Key))
        {
            responses[Text(problem.Key)] = Problem([.. problem], document);
        }

        return responses;
    }

    private static OpenApiResponse Problem(IReadOnlyList<ProblemNote> notes, OpenApiDocument document)
    {
        var schemas = notes.Select(note => note.Schema).Distinct().Select(IOpenApiSchema (name) => new OpenApiSchemaReference(name, document)).ToList();
        return new OpenApiResponse
        {
            Description = string.Join("\n", notes.Select(note => $"* `{note.Code}`: {note.Meaning}")),
            Headers = notes[0].Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests
                ? Header("Retry-After", "Seconds to wait.", JsonSchemaType.Integer)
                : null,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = schemas.Count == 1 ? schemas[0] : new OpenApiSchema { AnyOf = schemas },
                    Examples = notes.ToDictionary(note => note.Code, IOpenApiExample (note) => new OpenApiExample { Value = Examples.Problem(note) }),
                },
            },
        };
    }

    private static Dictionary<string, OpenApiMediaType> Content(ApiBody body, OpenApiDocument document) => new()
    {
        [body.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(body.Schema, document), Example = body.Example },
    };

    private static Dictionary<string, IOpenApiHeader> Header(string name, string meaning, JsonSchemaType type) => new()
    {
        [name] = new OpenApiHeader { Description = meaning, Schema = new OpenApiSchema { Type = type } },
    };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
