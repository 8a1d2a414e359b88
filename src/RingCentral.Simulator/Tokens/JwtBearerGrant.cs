using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Identity;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>RINGCENTRAL section 3, JWT bearer grant.</summary>
internal sealed class JwtBearerGrant(JwtCredentials credentials, UserDirectory users, SessionOpening opening, TokenReplies replies) : GrantHandler
{
    public override string GrantType => Grants.JwtBearer;

    public override void Identify(Exchange exchange)
    {
        exchange.Assertion = exchange.Form.Text("assertion") is { } text ? Jwt.Parse(text) : null;
        exchange.User = users.Find(exchange.Assertion?.Text("sub"));
    }

    public override Reply Answer(Exchange exchange)
    {
        if (exchange.Form.Text("assertion") is null)
        {
            return JsonReply.Of(Refusals.Parameter("assertion"), exchange.Switches);
        }

        var refusal = credentials.WhyNot(exchange, exchange.Assertion)
            ?? (exchange.User is { } user ? UserStanding.WhyNotSignIn(user) : Refusals.UserNotFound);
        if (refusal is not null)
        {
            return JsonReply.Of(refusal, exchange.Switches);
        }

        if (GrantedScope.Narrow(GrantedScope.Of(exchange.App!, exchange.Switches), exchange.Form.Text("scope")) is not { } scope)
        {
            return JsonReply.Of(Refusals.InvalidScope, exchange.Switches);
        }

        var grant = new SessionGrant(exchange.User!, exchange.App!, scope, RequestedLifetimes.Of(exchange)) { EndpointId = exchange.Form.Text("endpoint_id") };
        if (opening.Open(grant, exchange.Switches, exchange.Now) is not { } opened)
        {
            return JsonReply.Of(ApiRefusals.RateExceeded);
        }

        exchange.Session = opened.Session;
        return replies.Write(exchange, opened);
    }
}
