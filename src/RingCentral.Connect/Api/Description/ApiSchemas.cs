using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Api.ConnectSessions;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Events;
using RingCentral.Connect.Api.Tokens;
using RingCentral.Connect.Api.Webhooks;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Payloads;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Description;

/// <summary>The schemas of the document: made of the types that are written, but for what is read field by field.</summary>
internal static class ApiSchemas
{
    private static readonly (string Name, Type Type)[] Written =
    [
        ("Token", typeof(TokenBody)), ("Connection", typeof(ConnectionBody)), ("Event", typeof(EventBody)), ("Problem", typeof(ApiProblem)),
        ("ReauthorizationProblem", typeof(ReauthorizationProblem)), ("HoldProblem", typeof(HoldProblem)), ("JwtRefusedProblem", typeof(JwtRefusedProblem)),
        ("ConnectSession", typeof(ConnectSessionAnswer)), ("ManageLink", typeof(ManageLinkAnswer)),
        ("WebhookEndpoint", typeof(WebhookEndpointBody)), ("WebhookDelivery", typeof(WebhookDeliveryBody)),
        ("ConnectionWebhook", typeof(WebhookPayload<ConnectionData>)), ("TestWebhook", typeof(WebhookPayload<TestData>)), ("AlarmWebhook", typeof(WebhookPayload<AlarmData>)),
    ];

    /// <summary>What is left out where it is null. Everything else is always there.</summary>
    private static readonly string[] Optional = ["errors", "reason", "since"];

    /// <summary>What stands in the answer to a call that makes it, and in no other.</summary>
    private static readonly string[] ShownOnce = ["secret"];

    /// <summary>Texts that are one of few.</summary>
    private static readonly Dictionary<string, Func<IEnumerable<string>>> Closed = new()
    {
        ["state"] = Names<ConnectionState>,
        ["kind"] = Names<ConnectionKind>,
        ["reason"] = Names<StateReason>,
        ["keep_alive"] = Names<KeepAlivePreference>,
        ["health"] = Names<ConnectionHealth>,
        ["code"] = () => ProblemNotes.All.Keys,
        ["disabled_reason"] = Names<WebhookDisabledReason>,
        ["status"] = Names<WebhookDeliveryState>,
        ["event_type"] = () => WebhookEventTypes.All,
    };

    /// <summary>The names of an enumeration's members, as the API writes them.</summary>
    public static IReadOnlyList<string> Names<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Select(SnakeCase.Write)];

    public static async Task AddToAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, type) in Written)
        {
            var schema = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
            Complete(schema, type);
            document.AddComponent(name, schema);
        }

        document.AddComponent("ConnectionList", ListOf("Connection", "Where the next page begins; null where the list ends.", document));
        document.AddComponent("EventList", ListOf("Event", "Where to go on, now or later; null where nothing has ever happened.", document));
        foreach (var (name, schema) in RequestSchemas.All)
        {
            document.AddComponent(name, schema());
        }

        document.AddComponent("WebhookEndpointList", ListOf("WebhookEndpoint", "Always null: they all stand on one page.", document));
        document.AddComponent("WebhookDeliveryList", ListOf("WebhookDelivery", "Where the next page begins; null where the list ends.", document));
        WebhookSchemas.AddTo(document);
        WebhookEvents.AddTo(document);
        document.AddComponent("ImportLines", Lines("RingCentral's token replies as JSON lines, each with an `external_id`."));
        document.AddComponent("ImportResults", Lines("JSON lines, one for each line sent."));
    }

    /// <summary>What the types cannot say.</summary>
    private static void Complete(OpenApiSchema schema, Type type)
    {
        var properties = schema.Properties!;
        foreach (var (name, property) in properties)
        {
            if (property is OpenApiSchema text && text.Type?.HasFlag(JsonSchemaType.String) == true && Closed.TryGetValue(name, out var values))
            {
                text.Enum = [.. values().Select(value => (JsonNode)value)];
                if (text.Type.Value.HasFlag(JsonSchemaType.Null))
                {
                    text.Enum.Add(null!);
                }
            }
        }

        if (properties.TryGetValue("token_type", out var tokenType) && tokenType is OpenApiSchema bearer)
        {
            (bearer.Type, bearer.Const) = (JsonSchemaType.String, "Bearer");
        }

        if (properties.TryGetValue("payload", out var payload) && payload is OpenApiSchema body)
        {
            body.Type = JsonSchemaType.Object;
        }

        if (properties.TryGetValue("metadata", out var metadata) && metadata is OpenApiSchema own)
        {
            (own.Type, own.Description) = (JsonSchemaType.Object, "The app's own.");
        }

        foreach (var nested in properties.Values.OfType<OpenApiSchema>().Where(property => property.Properties is { Count: > 0 }))
        {
            nested.Required = nested.Properties!.Keys.ToHashSet();
        }

        schema.Required = properties.Keys.Except(typeof(ApiProblem).IsAssignableFrom(type) ? Optional : ShownOnce).ToHashSet();
    }

    private static OpenApiSchema ListOf(string item, string next, OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "data", "next_cursor" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["data"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(item, document), Description = "The page." },
            ["next_cursor"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = next },
        },
    };

    private static OpenApiSchema Lines(string description) => new() { Type = JsonSchemaType.String, Description = description };

}
