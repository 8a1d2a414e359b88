using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Keys;

/// <summary>Refuses what a key asks for beyond its allowance.</summary>
internal sealed class KeyAllowanceFilter(KeyAllowance allowance) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        allowance.Take(context.HttpContext.CallerAccess().KeyId) is { } wait ? ValueTask.FromResult<object?>(Problems.RateLimited(wait)) : next(context);
}
