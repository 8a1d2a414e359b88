using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Administration.SignIn.OpenIdConnect;

/// <summary>What the dashboard adds to the framework's sign-in: roles, sessions, pages for what goes wrong, and client authentication that every provider takes.</summary>
internal sealed partial class OidcEvents(
    PublicAddress address, OidcRoles roles, AdminCookie cookie, SignInProblems problems, ILogger<OidcEvents> logger) : OpenIdConnectEvents
{
    private const string ErrorData = "error";

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = address.AtDashboard(ProviderExtensions.CallbackPath).AbsoluteUri;
        return Task.CompletedTask;
    }

    /// <summary>
    /// The framework sends the secret in the body, which a provider takes only if it says so; what all of them take is the header. RingCentral is one that takes nothing else.
    /// </summary>
    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        var request = context.TokenEndpointRequest!;
        var provider = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (request.ClientSecret is null || provider.TokenEndpointAuthMethodsSupported.Contains("client_secret_post"))
        {
            return;
        }

        request.TokenEndpoint ??= provider.TokenEndpoint;
        var answer = await CodeRedemption.SendAsync(request, context.Backchannel, context.HttpContext.RequestAborted);
        if (answer.Error is { } error)
        {
            var failure = new AuthenticationFailureException("The provider refuses the code.");
            failure.Data[ErrorData] = error;
            context.Fail(failure);
            return;
        }

        context.HandleCodeRedemption(answer);
    }

    /// <summary>Somebody has signed in at the provider.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var person = context.Principal!;
        if (roles.RoleOf(person) is { } role)
        {
            await cookie.SignInAsync(OidcRoles.Describe(person, role), context.HttpContext);
            context.Response.Redirect(AdminCookie.ReturnPath(context.ReturnUri));
            return;
        }

        Log.NoRole(logger);
        Show(context.Response, new SignInProblem(SignInProblemKind.NoRole, context.HttpContext.TraceIdentifier)
        {
            Name = OidcRoles.NameOf(person),
            Email = person.FindFirstValue("email"),
            Subject = person.FindFirstValue("sub"),
        });
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        Show(context.Response, new SignInProblem(SignInProblemKind.Denied, context.HttpContext.TraceIdentifier));
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        var code = context.Failure?.Data[ErrorData] as string;
        var kind = KindOf(context.Failure, code);
        Log.Failed(logger, kind, code, context.Failure?.GetType().Name);
        Show(context.Response, new SignInProblem(kind, context.HttpContext.TraceIdentifier) { Code = code });
        return Task.CompletedTask;
    }

    private static SignInProblemKind KindOf(Exception? failure, string? code) => (failure, code) switch
    {
        (_, "access_denied" or "login_required" or "interaction_required") => SignInProblemKind.Denied,
        (_, "temporarily_unavailable" or "server_error") => SignInProblemKind.Unreachable,

        // A code that is used twice or too late: the browser went back, or the person waited.
        (_, "invalid_grant") => SignInProblemKind.Stale,
        (_, not null) => SignInProblemKind.Misconfigured,
        (HttpRequestException or IOException or OperationCanceledException or InvalidOperationException, _) => SignInProblemKind.Unreachable,
        (SecurityTokenException or Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolException, _) => SignInProblemKind.Untrusted,
        _ => SignInProblemKind.Stale,
    };

    private void Show(HttpResponse response, SignInProblem problem) => response.Redirect(problems.PathFor(problem));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Somebody signed in at the provider who is neither admin nor viewer.")]
        public static partial void NoRole(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "Sign-in at the provider failed: {Kind}, error {Error}, {Exception}.")]
        public static partial void Failed(ILogger logger, SignInProblemKind kind, string? error, string? exception);
    }
}
