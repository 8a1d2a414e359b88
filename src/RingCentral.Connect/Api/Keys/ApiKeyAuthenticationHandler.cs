using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Keys;

/// <summary><c>Authorization: Bearer rcc_…</c></summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyCheck keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        await keys.CheckAsync(Request.Headers.Authorization, Context.RequestAborted) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(key.Principal, SchemeName))
            : AuthenticateResult.NoResult();

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.InvalidApiKey.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => new ApiProblem
    {
        Status = StatusCodes.Status403Forbidden,
        Code = ProblemCodes.InsufficientScope,
        Title = "The API key may not do this",
        Detail = "The key lacks the scope that this call needs.",
    }.ExecuteAsync(Context);
}
