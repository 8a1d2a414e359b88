using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RingCentral.Connect.Notifications.Webhooks;

namespace RingCentral.Connect.Api.Description;

/// <summary>What this service sends to others: the document's <c>webhooks</c>, one for each type of event.</summary>
internal static class WebhookEvents
{
    private const string ConnectionSchema = "ConnectionWebhook";
    private const string TestSchema = "TestWebhook";
    private const string AlarmSchema = "AlarmWebhook";

    private static readonly (string Name, string About)[] Headers =
    [
        ("webhook-id", "Names this event to this endpoint; the same with every attempt and redelivery."),
        ("webhook-timestamp", "When this attempt was made, in seconds since 1970."),
        ("webhook-signature", "`v1,` and the signature in base64; two, separated by a space, while a secret is being changed."),
    ];

    public static void AddTo(OpenApiDocument document)
    {
        document.Webhooks = WebhookEventTypes.All.ToDictionary(type => type, IOpenApiPathItem (type) => new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = Describe(type, document) },
        });
    }

    private static OpenApiOperation Describe(string type, OpenApiDocument document)
    {
        return new OpenApiOperation
        {
            OperationId = $"on{string.Concat(type.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}",
            Summary = type,
            Description = SchemaOf(type) switch
            {
                TestSchema => "Somebody asked for it.",
                AlarmSchema => "Something is the matter with the service, or it is over. Sent only to endpoints that name it in `events`.",
                _ => "Signed after the Standard Webhooks specification, and sent at least once: of two events of a connection, the one with the larger `sequence` is the later.",
            },
            Tags = new HashSet<OpenApiTagReference> { new(WebhookCalls.Group, document) },
            Security = [],
            Parameters = [.. Headers.Select(header => Header(header.Name, header.About))],
            RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchemaReference(SchemaOf(type), document), Example = ExampleOf(type) },
                },
            },
            Responses = new OpenApiResponses
            {
                ["2XX"] = new OpenApiResponse { Description = "The webhook was received." },
                ["410"] = new OpenApiResponse { Description = "The endpoint wants no more: it is disabled." },
                ["default"] = new OpenApiResponse { Description = "It is sent again for a day, as `Retry-After` wants where that is given. Redirects are not followed." },
            },
        };
    }

    private static string SchemaOf(string type) => type switch
    {
        WebhookEventTypes.Test => TestSchema,
        WebhookEventTypes.AlarmOpened or WebhookEventTypes.AlarmClosed => AlarmSchema,
        _ => ConnectionSchema,
    };

    private static JsonNode ExampleOf(string type) => SchemaOf(type) switch
    {
        TestSchema => WebhookExamples.TestEvent,
        AlarmSchema => WebhookExamples.AlarmEvent(isOver: type == WebhookEventTypes.AlarmClosed),
        _ => WebhookExamples.EventOf(type),
    };

    private static OpenApiParameter Header(string name, string about) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = true,
        Description = about,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
