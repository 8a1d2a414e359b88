using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using RingCentral.Connect.Notifications.Webhooks.Payloads;

namespace RingCentral.Connect.Api.Webhooks;

/// <summary>The log of what was sent to an endpoint; sending again, and sending a test.</summary>
internal sealed class WebhookDeliveries(DeliveryLog log, WebhookEndpointStore store, StoredLinks links)
{
    private const string Limit = "limit";
    private const string Cursor = "cursor";

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/webhook-endpoints/{endpointId}/test", (string endpointId, HttpContext http, WebhookDeliveries deliveries) => deliveries.TestAsync(endpointId, http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery().WithIdempotency().WithoutBody();
        group.MapGet("/webhook-endpoints/{endpointId}/deliveries", (string endpointId, HttpContext http, WebhookDeliveries deliveries) => deliveries.ListAsync(endpointId, http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery(Limit, Cursor);
        group.MapPost(
                "/webhook-endpoints/{endpointId}/deliveries/{deliveryId}/redeliver",
                (string endpointId, string deliveryId, HttpContext http, WebhookDeliveries deliveries) => deliveries.RedeliverAsync(endpointId, deliveryId, http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery().WithoutBody();
    }

    private async Task<IResult> TestAsync(string id, HttpContext http) =>
        RouteIds.TryParse(id, out var endpointId) ? Answer(await log.TestAsync(endpointId, http.RequestAborted)) : WebhookProblems.EndpointNotFound;

    private async Task<IResult> RedeliverAsync(string id, string deliveryId, HttpContext http)
    {
        if (!RouteIds.TryParse(id, out var endpointId))
        {
            return WebhookProblems.EndpointNotFound;
        }

        return MessageIds.TryRead(deliveryId, out var delivery)
            ? Answer(await log.RedeliverAsync(endpointId, delivery, http.RequestAborted))
            : WebhookProblems.DeliveryNotFound;
    }

    private async Task<IResult> ListAsync(string id, HttpContext http)
    {
        var query = new QueryReader(http.Request.Query);
        var (limit, before) = (query.Number(Limit, 1, 200, 50), query.Cursor(Cursor));
        if (query.Errors.Count > 0)
        {
            return Problems.Invalid(query.Errors);
        }

        if (!RouteIds.TryParse(id, out var endpointId) || await store.FindAsync(endpointId, http.RequestAborted) is null)
        {
            return WebhookProblems.EndpointNotFound;
        }

        var page = await log.ReadAsync(endpointId, before, limit, http.RequestAborted);
        var body = new WebhookDeliveryListBody([.. page.Select(delivery => WebhookDeliveryBody.Of(delivery, links))], page.Count == limit ? Cursors.Write(page[^1].Id) : null);
        return TypedResults.Json(body, ApiJson.Default.WebhookDeliveryListBody);
    }

    /// <summary>It is queued; whether it arrives, the log tells.</summary>
    private IResult Answer(QueueResult result) => result switch
    {
        QueueResult.Queued queued => TypedResults.Json(WebhookDeliveryBody.Of(queued.Delivery, links), ApiJson.Default.WebhookDeliveryBody, statusCode: StatusCodes.Status202Accepted),
        QueueResult.EndpointDisabled => WebhookProblems.EndpointDisabled,
        QueueResult.DeliveryNotFound => WebhookProblems.DeliveryNotFound,
        _ => WebhookProblems.EndpointNotFound,
    };
}
