using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Keys;

/// <summary>
/// Checks key, scope and allowance at the endpoint itself, for calls that come by the thousand: the framework's pipeline of authentication,
/// policies and filters costs several times what such a call does. Every other endpoint goes by policies.
/// </summary>
internal sealed class KeyGuard(KeyCheck keys, KeyAllowance allowance)
{
    /// <summary>The call behind its guard.</summary>
    /// <param name="scope">What the key must have.</param>
    /// <param name="call">Answers a request whose key is live and has the scope.</param>
    public Func<HttpContext, ValueTask<IResult>> Protect(string scope, Func<HttpContext, ValueTask<IResult>> call) => http => AnswerAsync(scope, call, http);

    private async ValueTask<IResult> AnswerAsync(string scope, Func<HttpContext, ValueTask<IResult>> call, HttpContext http)
    {
        if (await keys.CheckAsync(http.Request.Headers.Authorization, http.RequestAborted) is not { } key)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.InvalidApiKey;
        }

        if (!key.Access.Scopes.Contains(scope))
        {
            return Problems.InsufficientScope(scope);
        }

        if (allowance.Take(key.Access.KeyId) is { } wait)
        {
            return Problems.RateLimited(wait);
        }

        http.User = key.Principal;
        return await call(http);
    }
}

/// <summary>The scope that a guard asks for, for whoever describes the call.</summary>
internal sealed record GuardedScope(string Name);

/// <summary>Maps calls behind the guard.</summary>
internal static class KeyGuardExtensions
{
    /// <summary>Maps a GET that nothing but its guard stands before: no policy, no filter of a group.</summary>
    public static IEndpointConventionBuilder MapGuardedGet(
        this IEndpointRouteBuilder routes, string pattern, string scope, Func<HttpContext, ValueTask<IResult>> call)
    {
        var guard = routes.ServiceProvider.GetRequiredService<KeyGuard>();
        return routes.MapGet(pattern, guard.Protect(scope, call)).AllowAnonymous().ShortCircuit().WithMetadata(new GuardedScope(scope));
    }
}
