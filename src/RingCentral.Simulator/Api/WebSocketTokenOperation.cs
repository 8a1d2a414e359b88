using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Api;

/// <summary>POST /restapi/oauth/wstoken: there are no WebSockets here, so no application has the permission for them.</summary>
internal sealed class WebSocketTokenOperation(TokenFinder finder, SessionStore sessions, AppDirectory apps) : BearerOperation(finder, sessions, apps)
{
    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.Auth;
    }

    protected override ApiRefusal? WhyNotAllowed(Exchange exchange)
    {
        return ApiRefusals.AppPermission("WebSocket");
    }

    protected override Reply Show(Exchange exchange)
    {
        return Reply.Empty;
    }
}
