using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace RingCentral.Connect.Api.Description;

/// <summary>
/// What a call of the API is, beside what its endpoint says itself: the document, and the page made of it, take the route, the method and the
/// scope from the endpoint.
/// </summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The route below <c>/api/v1</c>, to the letter.</param>
internal sealed record ApiCall(string Method, string Path)
{
    /// <summary>The operation id: what generated clients name their methods after.</summary>
    public required string Id { get; init; }

    /// <summary>Which group of <see cref="ApiCalls"/> it stands in.</summary>
    public required string Group { get; init; }

    /// <summary>A line.</summary>
    public required string Summary { get; init; }

    /// <summary>What else has to be known; Markdown.</summary>
    public required string Detail { get; init; }

    /// <summary>Query parameters and headers.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>What is sent; null for nothing.</summary>
    public ApiBody? Request { get; init; }

    /// <summary>Whether <see cref="Request"/> may be left out.</summary>
    public bool MayHaveNoBody { get; init; }

    /// <summary>What is answered when all is well; null for nothing.</summary>
    public ApiBody? Answer { get; init; }

    /// <summary>The status of <see cref="Answer"/>.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The codes of its problems, those that every call may answer with left out.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>A query parameter, or a header.</summary>
internal sealed record ApiParameter(string Name, JsonSchemaType Type, string Meaning)
{
    /// <summary>Of calls that create something.</summary>
    public static ApiParameter IdempotencyKey { get; } =
        new("Idempotency-Key", JsonSchemaType.String, "A name of your own for this request, 1 to 255 visible characters. Sent again with it within 24 hours, the request does nothing and gets the first answer.")
        {
            In = ParameterLocation.Header,
        };

    public ParameterLocation In { get; init; } = ParameterLocation.Query;

    /// <summary>All values that are allowed, where they are few.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>What a request or an answer holds.</summary>
/// <param name="Schema">The name of its schema in the document.</param>
/// <param name="MediaType">As on the wire.</param>
/// <param name="Example">One that could be real.</param>
internal sealed record ApiBody(string Schema, string MediaType, JsonNode Example)
{
    public static ApiBody Json(string schema, JsonNode example) => new(schema, "application/json", example);
}
