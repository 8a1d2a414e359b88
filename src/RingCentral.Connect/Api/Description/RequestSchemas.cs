using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Description;

/// <summary>The schemas of what is sent: bodies are read field by field, so that no type says what they hold.</summary>
internal static class RequestSchemas
{
    public static IReadOnlyList<(string Name, Func<OpenApiSchema> Schema)> All { get; } =
    [
        ("ConnectionPatch", Patch), ("Rejection", Rejection), ("JwtConnect", JwtConnect), ("ConnectSessionRequest", ConnectSession), ("Completion", Completion),
    ];

    private static OpenApiSchema Patch() => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["external_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = $"Your own id of the user; {ExternalIds.Rule}." },
            ["keep_alive"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ApiSchemas.Names<KeepAlivePreference>().Select(name => (JsonNode)name)] },
            ["metadata"] = new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = "Your own; merged field by field, null removes." },
            ["paused"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether tokens are withheld." },
        },
    };

    private static OpenApiSchema Rejection() => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "generation" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["generation"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "Of the token that was refused." },
        },
    };

    private static OpenApiSchema JwtConnect() => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "external_id", "assertion" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["external_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = $"Your own id of the connection; {ExternalIds.Rule}." },
            ["assertion"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The JWT credential, as RingCentral's developer console gave it." },
            ["metadata"] = new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = "Your own." },
        },
    };

    private static OpenApiSchema ConnectSession() => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "external_id" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["external_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = $"Your own id of the user; {ExternalIds.Rule}." },
            ["return_url"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", Description = "Where the browser goes afterwards: one of `Connect:AllowedReturnUrls`, or below one." },
            ["login_hint"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The phone number or mail address that the user signs in by at RingCentral." },
            ["metadata"] = new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = "Your own; replaces that of the connection." },
            ["require_completion"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether you confirm who connected. Needs `return_url`." },
            ["expires_in"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = ConnectSessionRequest.Lifetimes.Least.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                Maximum = ConnectSessionRequest.Lifetimes.Most.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                Description = "For how many seconds the link works (1800).",
            },
            ["server_url"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", Description = "The RingCentral server to sign in at, where this installation knows several. A reconnect goes to the connection's own." },
        },
    };

    private static OpenApiSchema Completion() => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "completion_code", "external_id" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["completion_code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "As it came to `return_url`." },
            ["external_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Your user who is signed in in the browser that brought it." },
        },
    };
}
