using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Authorize;

/// <summary>POST /consent: allow or deny, and back to the application.</summary>
internal sealed class ConsentOperation(AuthorizeRequestReader reader, BrowserSessions browsers, AuthorizePages pages, Callback callback) : Operation
{
    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.None;
    }

    public override async ValueTask<Reply?> IdentifyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var refusal = await Forms.ReadAsync(exchange, cancellationToken);
        exchange.Check = refusal is null ? reader.Read(exchange.Form.Text("request") ?? "") : new AuthorizeCheck { ErrorForPerson = refusal };
        exchange.App = exchange.Check.Request?.App;
        exchange.User = browsers.Find(exchange.Request)?.User;
        return exchange.Check.ErrorForPerson is { } error ? AuthorizePages.Refused(exchange, error) : null;
    }

    public override Reply Answer(Exchange exchange)
    {
        var request = exchange.Check!.Request!;
        if (browsers.Find(exchange.Request) is not { } browser)
        {
            return pages.SignIn(request, "Sign in first. This page needs a cookie to know who you are.");
        }

        if (SignInRules.WhyNot(request, browser.User, exchange.Switches) is { } refusal)
        {
            return pages.SignIn(request, $"{browser.User.Profile.Name} cannot sign in: {refusal.Message} ({refusal.Code}).") with { ErrorCode = refusal.Code };
        }

        var allowed = exchange.Form.Text("decision") == "allow" && !exchange.Switches.DenyAtConsent;
        return allowed
            ? Reply.RedirectTo(callback.Granted(exchange, request, browser.User, browser.SignedInAt))
            : Reply.RedirectTo(Callback.Denied(request, exchange.Switches)) with { ErrorCode = "access_denied" };
    }
}
