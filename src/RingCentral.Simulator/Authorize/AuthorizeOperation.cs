using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Authorize;

/// <summary>GET and POST /restapi/oauth/authorize, RINGCENTRAL section 2.</summary>
internal sealed class AuthorizeOperation(AuthorizeRequestReader reader, BrowserSessions browsers, AuthorizePages pages, Callback callback) : Operation
{
    /// <summary>Nobody has signed in yet, so only a limit per application can be counted here; others are at sign-in.</summary>
    public override RateGroup GroupOf(Exchange exchange)
    {
        return exchange.Switches.AuthLimitScope == RateLimitScope.App ? RateGroup.Auth : RateGroup.None;
    }

    public override async ValueTask<Reply?> IdentifyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsPost(exchange.Request.Method) && await Forms.ReadAsync(exchange, cancellationToken) is { } refusal)
        {
            return AuthorizePages.Refused(exchange, refusal);
        }

        exchange.Check = HttpMethods.IsPost(exchange.Request.Method) ? reader.Read(exchange.Form) : reader.Read(exchange.Request.Query);
        exchange.App = exchange.Check.Request?.App;
        return exchange.Check.ErrorForPerson is { } error ? AuthorizePages.Refused(exchange, error) : null;
    }

    public override Reply Answer(Exchange exchange)
    {
        var request = exchange.Check!.Request!;
        if (exchange.Check.ErrorForApp is { } error)
        {
            return Reply.RedirectTo(Callback.Failed(request, error, exchange.Check.ErrorDescription, exchange.Switches)) with { ErrorCode = error };
        }

        var browser = browsers.Find(exchange.Request);
        if (browser is not null && SignInRules.WhyNot(request, browser.User, exchange.Switches) is not null)
        {
            browser = null;
        }

        if (request.Prompt.Contains("none"))
        {
            return WithoutAsking(exchange, request, browser);
        }

        var mustSignIn = browser is null || request.Prompt.Contains("login") || request.Prompt.Contains("sso");
        return mustSignIn ? pages.SignIn(request) : AuthorizePages.Consent(request, browser!.User);
    }

    private Reply WithoutAsking(Exchange exchange, AuthorizeRequest request, BrowserSession? browser)
    {
        if (browser is null)
        {
            var location = Callback.Failed(request, "login_required", "The user is not signed in", exchange.Switches);
            return Reply.RedirectTo(location) with { ErrorCode = "login_required" };
        }

        exchange.User = browser.User;
        return exchange.Switches.DenyAtConsent
            ? Reply.RedirectTo(Callback.Failed(request, "interaction_required", "Consent is required", exchange.Switches)) with { ErrorCode = "interaction_required" }
            : Reply.RedirectTo(callback.Granted(exchange, request, browser.User, browser.SignedInAt));
    }
}
