using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;

namespace RingCentral.Connect.Api.Webhooks;

/// <summary>Endpoints are told of every connection: a key that may not see every connection has nothing to do with them.</summary>
internal sealed class WholeFleetFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.CallerAccess().ExternalIdPrefix.Length > 0 ? ValueTask.FromResult<object?>(WebhookProblems.RestrictedKey) : next(context);
}
