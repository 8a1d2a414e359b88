using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;

namespace RingCentral.Connect.Api.Webhooks;

/// <summary>Making, reading, changing and deleting webhook endpoints.</summary>
internal sealed class WebhookEndpoints(WebhookEndpointStore store, IOptions<WebhookOptions> options, TimeProvider time)
{
    private const string MergePatch = "application/merge-patch+json";

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/webhook-endpoints", (HttpContext http, WebhookEndpoints endpoints) => endpoints.ListAsync(http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery();
        group.MapPost("/webhook-endpoints", (HttpContext http, WebhookEndpoints endpoints) => endpoints.CreateAsync(http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery().WithIdempotency();
        group.MapGet("/webhook-endpoints/{endpointId}", (string endpointId, HttpContext http, WebhookEndpoints endpoints) => endpoints.GetAsync(endpointId, http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery();
        group.MapPatch("/webhook-endpoints/{endpointId}", (string endpointId, HttpContext http, WebhookEndpoints endpoints) => endpoints.PatchAsync(endpointId, http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery();
        group.MapDelete("/webhook-endpoints/{endpointId}", (string endpointId, HttpContext http, WebhookEndpoints endpoints) => endpoints.DeleteAsync(endpointId, http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery().WithoutBody();
        group.MapPost("/webhook-endpoints/{endpointId}/rotate-secret", (string endpointId, HttpContext http, WebhookEndpoints endpoints) => endpoints.RotateSecretAsync(endpointId, http))
            .RequireAuthorization(ApiScopes.WebhooksWrite).WithQuery().WithIdempotency();
    }

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var (endpoints, now) = (await store.ListAsync(http.RequestAborted), time.GetUtcNow());
        return TypedResults.Json(new WebhookEndpointListBody([.. endpoints.Select(endpoint => WebhookEndpointBody.Of(endpoint, now))], null), ApiJson.Default.WebhookEndpointListBody);
    }

    private async Task<IResult> GetAsync(string id, HttpContext http) =>
        RouteIds.TryParse(id, out var endpointId) && await store.FindAsync(endpointId, http.RequestAborted) is { } endpoint
            ? Answer(WebhookEndpointBody.Of(endpoint, time.GetUtcNow()))
            : WebhookProblems.EndpointNotFound;

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var (body, problem) = await JsonRequest.ReadAsync(http.Request, ApiJson.Default.WebhookEndpointCreateBody, http.RequestAborted);
        if (body is null)
        {
            return problem!;
        }

        var fields = new WebhookFields(options.Value.AllowPrivateAddresses);
        if (fields.Read(body) is not { } wanted)
        {
            return Problems.Invalid(fields.Errors);
        }

        if (await store.CreateAsync(wanted, CancellationToken.None) is not { } endpoint)
        {
            return WebhookProblems.TooMany;
        }

        http.Response.Headers.Location = $"/api/v1/webhook-endpoints/{endpoint.Id:D}";
        return Answer(WebhookEndpointBody.Of(endpoint, endpoint.CreatedAt, wanted.Secret), StatusCodes.Status201Created);
    }

    private async Task<IResult> PatchAsync(string id, HttpContext http)
    {
        if (!RouteIds.TryParse(id, out var endpointId) || await store.FindAsync(endpointId, http.RequestAborted) is null)
        {
            return WebhookProblems.EndpointNotFound;
        }

        var (body, problem) = await JsonRequest.ReadAsync(http.Request, ApiJson.Default.WebhookEndpointPatchBody, MergePatch, http.RequestAborted);
        if (body is null)
        {
            return problem!;
        }

        var fields = new WebhookFields(options.Value.AllowPrivateAddresses);
        return fields.Read(body) is not { } edit
            ? Problems.Invalid(fields.Errors)
            : await store.EditAsync(endpointId, edit, CancellationToken.None) is { } endpoint
                ? Answer(WebhookEndpointBody.Of(endpoint, time.GetUtcNow()))
                : WebhookProblems.EndpointNotFound;
    }

    private async Task<IResult> DeleteAsync(string id, HttpContext http) =>
        RouteIds.TryParse(id, out var endpointId) && await store.DeleteAsync(endpointId, http.RequestAborted) ? TypedResults.NoContent() : WebhookProblems.EndpointNotFound;

    private async Task<IResult> RotateSecretAsync(string id, HttpContext http)
    {
        if (!RouteIds.TryParse(id, out var endpointId) || await store.FindAsync(endpointId, http.RequestAborted) is null)
        {
            return WebhookProblems.EndpointNotFound;
        }

        var (body, problem) = await ReadRotationAsync(http);
        if (body is null)
        {
            return problem!;
        }

        var fields = new WebhookFields(options.Value.AllowPrivateAddresses);
        return fields.Read(body) is not { } wanted
            ? Problems.Invalid(fields.Errors)
            : await store.RotateSecretAsync(endpointId, wanted.Secret, wanted.Overlap, CancellationToken.None) is { } endpoint
                ? Answer(WebhookEndpointBody.Of(endpoint, time.GetUtcNow(), wanted.Secret))
                : WebhookProblems.EndpointNotFound;
    }

    /// <summary>A call without a body leaves everything to us.</summary>
    private static async Task<(WebhookSecretRotationBody? Body, ApiProblem? Problem)> ReadRotationAsync(HttpContext http) =>
        http.Request.ContentType is null && http.Request.ContentLength is null or 0
            && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true
            ? (new WebhookSecretRotationBody(), null)
            : await JsonRequest.ReadAsync(http.Request, ApiJson.Default.WebhookSecretRotationBody, http.RequestAborted);

    private static JsonHttpResult<WebhookEndpointBody> Answer(WebhookEndpointBody body, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(body, ApiJson.Default.WebhookEndpointBody, statusCode: status);
}
