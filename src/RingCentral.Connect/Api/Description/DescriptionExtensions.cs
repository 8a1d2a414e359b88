using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RingCentral.Connect.Api.Description;

/// <summary>The API's description of itself, <c>/openapi/v1.json</c>. It tells no secret and needs no key.</summary>
internal static class DescriptionExtensions
{
    private const string Path = "/openapi/v1.json";

    public static IServiceCollection AddApiDescription(this IServiceCollection services)
    {
        services.AddSingleton<ApiDocument>();
        // The schemas are made with these; answers are written with ApiJson itself.
        services.ConfigureHttpJsonOptions(json => (json.SerializerOptions.PropertyNamingPolicy, json.SerializerOptions.NumberHandling) =
            (ApiJson.Default.Options.PropertyNamingPolicy, ApiJson.Default.Options.NumberHandling));
        return services.AddOpenApi(ApiDocument.Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = call => call.HttpMethod is not null && call.RelativePath?.StartsWith(ApiExtensions.Root[1..] + "/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer((operation, context, _) =>
            {
                DescribedOperation.Describe(operation, context);
                return Task.CompletedTask;
            });
        });
    }

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes
        .MapGet(Path, async (ApiDocument document, CancellationToken cancellationToken) => Results.Text(await document.WriteAsync(cancellationToken), "application/json"))
        .AllowAnonymous().ExcludeFromDescription();

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RingCentral Connect",
            Version = ApiDocument.Name,
            Description = "Access tokens of connected RingCentral users, and the connections that they come from. Errors are problem details (RFC 9457): a program goes by `code`, "
                + "a person reads `detail`, and `reference` finds the entry in the service's log. Instants are UTC. Fields and query parameters that a call does not know are refused.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        // The node that is asked: under which name it is reached, it cannot know.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(ApiCalls.Groups.Select(group => new OpenApiTag { Name = group.Name, Description = group.About }));
        document.AddComponent(ApiDocument.SecurityScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key, `rcc_…`, made with `api-keys create`. What it may do is its scopes.",
        });
        return ApiSchemas.AddToAsync(document, context, cancellationToken);
    }
}
