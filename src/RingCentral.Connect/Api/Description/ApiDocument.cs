using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RingCentral.Connect.Api.Description;

/// <summary>The OpenAPI document, made once: it changes with the program alone.</summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";
    public const string SecurityScheme = "apiKey";

    private readonly Lazy<Task<(OpenApiDocument Document, string Json)>> _made = new(() => MakeAsync(provider));

    /// <summary>The document, for the page made of it. Not to be changed.</summary>
    public async Task<OpenApiDocument> ReadAsync(CancellationToken cancellationToken) => (await _made.Value.WaitAsync(cancellationToken)).Document;

    /// <summary>The document as JSON, OpenAPI 3.1.</summary>
    public async Task<string> WriteAsync(CancellationToken cancellationToken) => (await _made.Value.WaitAsync(cancellationToken)).Json;

    /// <summary>Not cancelled with whoever comes first: others wait for it.</summary>
    private static async Task<(OpenApiDocument Document, string Json)> MakeAsync(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        return (document, (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)).ReplaceLineEndings("\n"));
    }
}
