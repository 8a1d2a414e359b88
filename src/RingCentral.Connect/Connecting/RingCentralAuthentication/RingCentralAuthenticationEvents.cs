using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Connecting.Mine;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.ConnectSessions;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>Ends every failed callback on a page that explains, and leaves the callback's address behind.</summary>
internal sealed partial class RingCentralAuthenticationEvents(
    Attempts attempts, ConnectSessionBook book, TimeProvider time, ILogger<RingCentralAuthenticationEvents> logger)
    : OAuthEvents
{
    private const string StateFailure = "The oauth state was missing or invalid.";

    /// <summary>Whoever finished a flow that the app must confirm first is nobody here until then: no cookie.</summary>
    public override Task TicketReceived(TicketReceivedContext context)
    {
        if (PersonIdentity.Of(context.Principal!) is null)
        {
            context.Response.Redirect(context.ReturnUri!);
            context.HandleResponse();
        }

        return Task.CompletedTask;
    }

    public override async Task AccessDenied(AccessDeniedContext context)
    {
        Log.Denied(logger, context.HttpContext.TraceIdentifier);
        await EndAsync(context, new ConnectProblem(ProblemKind.Denied, context.HttpContext.TraceIdentifier), context.Properties);
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var problem = Describe(context);
        Log.Failed(logger, context.Failure is ConnectFailedException failure ? failure.InnerException : context.Failure, problem.Reference, problem.Kind, problem.Code);
        await EndAsync(context, problem, context.Properties);
    }

    /// <summary>Notes the outcome with the invitation, if there was one, and leads to the page that explains it.</summary>
    private async Task EndAsync<TContext>(TContext context, ConnectProblem problem, AuthenticationProperties? properties)
        where TContext : HandleRequestContext<RemoteAuthenticationOptions>
    {
        var attempt = properties is not null ? ConnectAttempt.From(properties) : (context as RemoteFailureContext)?.Failure is ConnectFailedException failure ? failure.Attempt : null;
        problem = problem with { StartAgain = ConnectPaths.InLanguage(attempt?.StartAgain ?? ConnectPaths.Home, attempt?.Language) };
        if (attempt?.ConnectSessionId is { } id && await book.FindAsync(id, context.HttpContext.RequestAborted) is { } session)
        {
            var outcome = problem.Kind == ProblemKind.Denied ? AttemptOutcome.Denied : AttemptOutcome.Failed;
            await book.NoteAsync(id, outcome, context.HttpContext.RequestAborted);
            problem = problem with
            {
                BackToApp = session.ReturnUrl is null ? null : ReturnUrls.Tell(session.ReturnUrl, SnakeCase.Write(outcome), ("external_id", session.ExternalId)),
            };
        }

        context.Response.Redirect(attempts.PathFor(problem, attempt?.Language));
        context.HandleResponse();
    }

    private ConnectProblem Describe(RemoteFailureContext context)
    {
        var failure = context.Failure as ConnectFailedException ?? context.Failure?.InnerException as ConnectFailedException;
        return new ConnectProblem(failure?.Kind ?? KindOf(context), context.HttpContext.TraceIdentifier)
        {
            Code = failure?.Code ?? CodeOf(context),
            Expected = ProblemPerson.Of(failure?.Expected),
            Actual = ProblemPerson.Of(failure?.Actual),
        };
    }

    /// <summary>RingCentral's error in the callback, if it looks like one: anybody can call this address with anything.</summary>
    private static string? CodeOf(RemoteFailureContext context) =>
        context.Request.Query["error"].ToString() is { Length: > 0 and <= 60 } error && error.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            ? error
            : null;

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

        // RingCentral refuses an authorization request that does not fit the app registration by these (RINGCENTRAL 2).
        if (CodeOf(context) is "invalid_request" or "unauthorized_client" or "unsupported_response_type" or "invalid_scope" or "invalid_client")
        {
            return ProblemKind.Misconfigured;
        }

        return context.Failure?.Message == "Correlation failed." ? ProblemKind.UnknownAttempt : ProblemKind.Failed;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A connect was declined by its user (reference {Reference}).")]
        public static partial void Denied(ILogger logger, string reference);

        [LoggerMessage(2, LogLevel.Warning, "A connect failed (reference {Reference}): {Kind} {Code}.")]
        public static partial void Failed(ILogger logger, Exception? exception, string reference, ProblemKind kind, string? code);
    }
}
