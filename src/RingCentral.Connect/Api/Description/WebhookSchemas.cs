using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Api.Description;

/// <summary>The schemas of what is sent about webhooks, which is read field by field.</summary>
internal static class WebhookSchemas
{
    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent("WebhookEndpointCreate", Object(["url"], Fields(isPatch: false)));
        document.AddComponent("WebhookEndpointPatch", Object([], Fields(isPatch: true)));
        document.AddComponent("WebhookSecretRotation", Object([], new Dictionary<string, IOpenApiSchema>
        {
            ["secret"] = Secret(),
            ["old_secret_expires_in"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Seconds for which the present secret still signs beside the new one, 0 to 604800; a day where it is left out." },
        }));
    }

    private static Dictionary<string, IOpenApiSchema> Fields(bool isPatch)
    {
        var fields = new Dictionary<string, IOpenApiSchema>
        {
            ["url"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", MaxLength = WebhookEndpointMapping.UrlMaxLength, Description = "Where to send to, https." },
            ["description"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, MaxLength = WebhookEndpointMapping.DescriptionMaxLength, Description = "Your own words." },
            ["events"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array | JsonSchemaType.Null,
                Description = "The types of events to send; empty, null or left out for all but `alarm.opened` and `alarm.closed`, which have to be named.",
                Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. WebhookEventTypes.All.Select(type => (JsonNode)type)] },
            },
            ["enabled"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether anything is sent." },
        };
        if (!isPatch)
        {
            fields.Add("secret", Secret());
        }

        return fields;
    }

    private static OpenApiSchema Secret() => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = $"A secret of your own making; it {WebhookSecret.Rule}. One is made where it is left out." };

    private static OpenApiSchema Object(IEnumerable<string> required, Dictionary<string, IOpenApiSchema> properties) => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Required = required.ToHashSet(),
        Properties = properties,
    };
}
