using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Keys;

/// <summary><c>Authorization: Bearer rcc_…</c></summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || !string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is null)
        {
            return AuthenticateResult.NoResult();
        }

        if (ApiKeySecret.TryParse(header.Parameter) is not { } secret || await keys.CheckAsync(secret, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("The API key is not valid.");
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()), new Claim(ClaimTypes.Name, key.Name), .. key.Scopes.Select(scope => new Claim(ScopeClaim, scope))],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return new ApiProblem
        {
            Status = StatusCodes.Status401Unauthorized,
            Code = ProblemCodes.InvalidApiKey,
            Title = "No valid API key",
            Detail = "Send a key that is neither revoked nor expired as Authorization: Bearer rcc_….",
        }.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => new ApiProblem
    {
        Status = StatusCodes.Status403Forbidden,
        Code = ProblemCodes.InsufficientScope,
        Title = "The API key may not do this",
        Detail = "The key lacks the scope that this call needs.",
    }.ExecuteAsync(Context);
}
