using RingCentral.Simulator.Api;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Identity;

/// <summary>GET /restapi/oauth/userinfo: the same claims as the id token, and counted in the tight Auth bucket (RINGCENTRAL section 8).</summary>
internal sealed class UserInfoOperation(TokenFinder finder, SessionStore sessions, AppDirectory apps) : BearerOperation(finder, sessions, apps)
{
    /// <summary>What a token without openid is answered is nowhere stated; this is RFC 6750's.</summary>
    private static readonly ApiRefusal NoOpenId = new(403, "InsufficientScope", "CMN-401", "The token was not granted the openid scope");

    private readonly SessionStore _sessions = sessions;

    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.Auth;
    }

    protected override ApiRefusal? WhyNotAllowed(Exchange exchange)
    {
        return _sessions.Look(exchange.Session, exchange.Now).OpenId ? null : NoOpenId;
    }

    protected override Reply Show(Exchange exchange)
    {
        return JsonReply.Of(200, json => IdTokens.WritePerson(json, exchange.User!));
    }
}
