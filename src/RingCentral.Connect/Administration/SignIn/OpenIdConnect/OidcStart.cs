using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Administration.Sessions;

namespace RingCentral.Connect.Administration.SignIn.OpenIdConnect;

/// <summary>Leads to the provider. A link and not a form: Chromium holds every hop of a redirect against the <c>form-action</c> of the page that it began on.</summary>
internal sealed partial class OidcStart(IOptionsMonitor<OpenIdConnectOptions> options, SignInProblems problems, ILogger<OidcStart> logger)
{
    public const string Path = "/admin/sign-in/oidc";

    public async Task<IResult> RunAsync(string? from, HttpContext http)
    {
        try
        {
            // Kept by the framework for a day once it has been read.
            await options.Get(ProviderExtensions.Scheme).ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException && !http.RequestAborted.IsCancellationRequested)
        {
            Log.Unreachable(logger, exception.InnerException?.GetType().Name ?? exception.GetType().Name);
            return Results.Redirect(problems.PathFor(new SignInProblem(SignInProblemKind.Unreachable, http.TraceIdentifier)));
        }

        return Results.Challenge(new AuthenticationProperties { RedirectUri = AdminCookie.ReturnPath(from) }, [ProviderExtensions.Scheme]);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The provider's discovery document cannot be read: {Exception}. Check Administration:Oidc:Authority.")]
        public static partial void Unreachable(ILogger logger, string exception);
    }
}
