using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Authorize;

/// <summary>POST /login: a made-up user was chosen; goes on to consent.</summary>
internal sealed class SignInOperation(AuthorizeRequestReader reader, UserDirectory users, BrowserSessions browsers, AuthorizePages pages, RateLimiter limiter)
    : Operation
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
        exchange.User = users.FindByHint(exchange.Form.Text("user") ?? exchange.Form.Text("other_user"));
        return exchange.Check.ErrorForPerson is { } error ? AuthorizePages.Refused(exchange, error) : null;
    }

    public override Reply Answer(Exchange exchange)
    {
        var request = exchange.Check!.Request!;
        if (exchange.User is not { } user)
        {
            return pages.SignIn(request, "There is no such user.");
        }

        if (exchange.Switches.AuthLimitScope != RateLimitScope.App && limiter.Check(exchange, RateGroup.Auth) is { } tooMany)
        {
            return tooMany;
        }

        if (SignInRules.WhyNot(request, user, exchange.Switches) is { } refusal)
        {
            return pages.SignIn(request, $"{user.Profile.Name} cannot sign in: {refusal.Message} ({refusal.Code}).") with { ErrorCode = refusal.Code };
        }

        return AuthorizePages.Consent(request, user) with { SetCookie = browsers.Begin(user, exchange.Now) };
    }
}
