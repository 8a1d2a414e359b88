using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using RingCentral.Connect.Connecting.Problems;

namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>Ends every failed callback on a page that explains, and leaves the callback's address behind.</summary>
internal sealed partial class RingCentralAuthenticationEvents(ProblemTickets tickets, TimeProvider time, ILogger<RingCentralAuthenticationEvents> logger)
    : OAuthEvents
{
    private const string StateFailure = "The oauth state was missing or invalid.";

    public override Task AccessDenied(AccessDeniedContext context)
    {
        Log.Denied(logger, context.HttpContext.TraceIdentifier);
        var startAgain = context.Properties is { } properties ? ConnectAttempt.From(properties).StartAgain : ConnectPaths.Home;
        Send(context, new ConnectProblem(ProblemKind.Denied, context.HttpContext.TraceIdentifier) { StartAgain = startAgain });
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var problem = Describe(context);
        Log.Failed(logger, context.Failure is ConnectFailedException ? null : context.Failure, problem.Reference, problem.Kind, problem.Code);
        Send(context, problem);
        return Task.CompletedTask;
    }

    private ConnectProblem Describe(RemoteFailureContext context)
    {
        var failure = context.Failure as ConnectFailedException ?? context.Failure?.InnerException as ConnectFailedException;
        return new ConnectProblem(failure?.Kind ?? KindOf(context), context.HttpContext.TraceIdentifier)
        {
            Code = failure?.Code,
            StartAgain = context.Properties is { } properties ? ConnectAttempt.From(properties).StartAgain : ConnectPaths.Home,
            ExpectedName = failure?.ExpectedName,
            ActualName = failure?.ActualName,
        };
    }

    private ProblemKind KindOf(RemoteFailureContext context)
    {
        if (context.Failure?.Message == StateFailure)
        {
            // RingCentral is not known to echo the state of a refusal (RINGCENTRAL 2).
            return context.Request.Query["error"] == "access_denied" ? ProblemKind.Denied : ProblemKind.Tampered;
        }

        if (context.Properties?.IssuedUtc is { } started && time.GetUtcNow() - started > context.Options.RemoteAuthenticationTimeout)
        {
            return ProblemKind.Expired;
        }

        return context.Failure?.Message == "Correlation failed." ? ProblemKind.UnknownAttempt : ProblemKind.Failed;
    }

    private void Send<TContext>(TContext context, ConnectProblem problem)
        where TContext : HandleRequestContext<RemoteAuthenticationOptions>
    {
        context.Response.Redirect(tickets.PathFor(problem));
        context.HandleResponse();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A connect was declined by its user (reference {Reference}).")]
        public static partial void Denied(ILogger logger, string reference);

        [LoggerMessage(2, LogLevel.Warning, "A connect failed (reference {Reference}): {Kind} {Code}.")]
        public static partial void Failed(ILogger logger, Exception? exception, string reference, ProblemKind kind, string? code);
    }
}
