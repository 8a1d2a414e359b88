using Microsoft.OpenApi;
using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Description;

/// <summary>Being told of what happens.</summary>
internal static class WebhookCalls
{
    public const string Group = "Webhooks";

    public static IReadOnlyList<ApiCall> All { get; } = [.. Endpoints, .. Deliveries];

    private static IReadOnlyList<ApiCall> Endpoints =>
    [
        new("GET", "/webhook-endpoints")
        {
            Id = "listWebhookEndpoints",
            Group = Group,
            Summary = "List webhook endpoints",
            Detail = "All of them, oldest first, on one page. A key that is restricted to a prefix of external ids may not call this, nor any other call about webhooks: they tell of every connection.",
            Answer = ApiBody.Json("WebhookEndpointList", WebhookExamples.EndpointList),
        },
        new("POST", "/webhook-endpoints")
        {
            Id = "createWebhookEndpoint",
            Group = Group,
            Summary = "Make a webhook endpoint",
            Detail = "The answer holds the signing `secret`, and no later answer does. Addresses are https; private, loopback and otherwise reserved ones are refused, here where the address "
                + "says so itself, and with every delivery where its name stands for one.",
            Parameters = [ApiParameter.IdempotencyKey],
            Request = ApiBody.Json("WebhookEndpointCreate", WebhookExamples.Create),
            Answer = ApiBody.Json("WebhookEndpoint", WebhookExamples.EndpointWithSecret),
            Status = StatusCodes.Status201Created,
            Problems = [ProblemCodes.WebhookEndpointLimit, ProblemCodes.IdempotencyConflict],
        },
        new("GET", "/webhook-endpoints/{endpointId}")
        {
            Id = "getWebhookEndpoint",
            Group = Group,
            Summary = "A webhook endpoint",
            Detail = "Without its secret.",
            Answer = ApiBody.Json("WebhookEndpoint", WebhookExamples.Endpoint),
            Problems = [ProblemCodes.WebhookEndpointNotFound],
        },
        new("PATCH", "/webhook-endpoints/{endpointId}")
        {
            Id = "updateWebhookEndpoint",
            Group = Group,
            Summary = "Change a webhook endpoint",
            Detail = "A merge patch (RFC 7396): what is left out stays as it is. To a disabled endpoint nothing is sent, and what happens meanwhile is not kept for it: the log of events has it. "
                + "What waited to be sent fails, and can be redelivered.",
            Request = new ApiBody("WebhookEndpointPatch", "application/merge-patch+json", WebhookExamples.Patch),
            Answer = ApiBody.Json("WebhookEndpoint", WebhookExamples.Endpoint),
            Problems = [ProblemCodes.WebhookEndpointNotFound],
        },
        new("DELETE", "/webhook-endpoints/{endpointId}")
        {
            Id = "deleteWebhookEndpoint",
            Group = Group,
            Summary = "Delete a webhook endpoint",
            Detail = "With the log of what was sent to it.",
            Status = StatusCodes.Status204NoContent,
            Problems = [ProblemCodes.WebhookEndpointNotFound],
        },
        new("POST", "/webhook-endpoints/{endpointId}/rotate-secret")
        {
            Id = "rotateWebhookSecret",
            Group = Group,
            Summary = "Change the secret",
            Detail = "The answer holds the new `secret`, and no later answer does. For a day, or `old_secret_expires_in` seconds, webhooks carry two signatures, one by each secret, so that a receiver "
                + "passes with either. A secret from before these two is given up. A body may be left out.",
            Parameters = [ApiParameter.IdempotencyKey],
            Request = ApiBody.Json("WebhookSecretRotation", WebhookExamples.Rotation),
            MayHaveNoBody = true,
            Answer = ApiBody.Json("WebhookEndpoint", WebhookExamples.RotatedEndpoint),
            Problems = [ProblemCodes.WebhookEndpointNotFound, ProblemCodes.IdempotencyConflict],
        },
    ];

    private static IReadOnlyList<ApiCall> Deliveries =>
    [
        new("POST", "/webhook-endpoints/{endpointId}/test")
        {
            Id = "testWebhookEndpoint",
            Group = Group,
            Summary = "Send a test",
            Detail = "Queues an event of the type `test`, whatever the endpoint asks for. It goes the way of every other: signed, repeated when it fails, and in the log.",
            Parameters = [ApiParameter.IdempotencyKey],
            Answer = ApiBody.Json("WebhookDelivery", WebhookExamples.Test),
            Status = StatusCodes.Status202Accepted,
            Problems = [ProblemCodes.WebhookEndpointNotFound, ProblemCodes.WebhookEndpointDisabled, ProblemCodes.IdempotencyConflict],
        },
        new("GET", "/webhook-endpoints/{endpointId}/deliveries")
        {
            Id = "listWebhookDeliveries",
            Group = Group,
            Summary = "The log of an endpoint",
            Detail = "What was sent or is to be sent, latest first, with what came of it. Kept for `Retention:WebhookDeliveries`.",
            Parameters =
            [
                new("limit", JsonSchemaType.Integer, "How many, 1 to 200 (50)."),
                new("cursor", JsonSchemaType.String, "`next_cursor` of the page before."),
            ],
            Answer = ApiBody.Json("WebhookDeliveryList", WebhookExamples.DeliveryList),
            Problems = [ProblemCodes.WebhookEndpointNotFound],
        },
        new("POST", "/webhook-endpoints/{endpointId}/deliveries/{deliveryId}/redeliver")
        {
            Id = "redeliverWebhook",
            Group = Group,
            Summary = "Send a delivery again",
            Detail = "At once, under the same `webhook-id`, whatever has become of it; attempts go on for another day.",
            Answer = ApiBody.Json("WebhookDelivery", WebhookExamples.Redelivery),
            Status = StatusCodes.Status202Accepted,
            Problems = [ProblemCodes.WebhookEndpointNotFound, ProblemCodes.WebhookDeliveryNotFound, ProblemCodes.WebhookEndpointDisabled],
        },
    ];
}
