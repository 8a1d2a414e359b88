using RingCentral.Connect.Notifications.Webhooks.Endpoints;

namespace RingCentral.Connect.Api.Errors;

/// <summary>Makes the problems of webhooks.</summary>
internal static class WebhookProblems
{
    public static ApiProblem EndpointNotFound { get; } = new()
    {
        Status = StatusCodes.Status404NotFound,
        Code = ProblemCodes.WebhookEndpointNotFound,
        Title = "Webhook endpoint not found",
        Detail = "There is no such webhook endpoint.",
    };

    public static ApiProblem DeliveryNotFound { get; } = new()
    {
        Status = StatusCodes.Status404NotFound,
        Code = ProblemCodes.WebhookDeliveryNotFound,
        Title = "Delivery not found",
        Detail = "There is no such delivery to this endpoint, or retention has ended it.",
    };

    public static ApiProblem EndpointDisabled { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.WebhookEndpointDisabled,
        Title = "The webhook endpoint is disabled",
        Detail = "Nothing is sent to it. Enable it first.",
    };

    public static ApiProblem TooMany { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.WebhookEndpointLimit,
        Title = "There are as many webhook endpoints as there may be",
        Detail = $"There may be {WebhookEndpointStore.Most}. Delete one that is no longer needed.",
    };

    public static ApiProblem RestrictedKey { get; } = new()
    {
        Status = StatusCodes.Status403Forbidden,
        Code = ProblemCodes.InsufficientScope,
        Title = "The API key may not do this",
        Detail = "The key sees connections of one prefix alone, and webhooks tell of all. Use a key without a prefix.",
    };
}
