using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>RINGCENTRAL section 4, rows 1 to 10.</summary>
internal sealed class RefreshTokenGrant(TokenFinder finder, SessionStore sessions, TokenReplies replies, RefreshesUnderWay underWay) : GrantHandler
{
    public override string GrantType => Grants.RefreshToken;

    public override void Identify(Exchange exchange)
    {
        finder.Find(exchange, exchange.Form.Text("refresh_token"), TokenKind.Refresh);
    }

    public override Reply Answer(Exchange exchange)
    {
        if (exchange.Form.Text("refresh_token") is null)
        {
            return JsonReply.Of(Refusals.Parameter("refresh_token"), exchange.Switches);
        }

        if (WhyNot(exchange) is { } refusal)
        {
            return JsonReply.Of(refusal, exchange.Switches);
        }

        if (exchange.Switches.ConcurrentRefresh == ConcurrentRefresh.Reject)
        {
            if (!underWay.TryBegin(exchange.Session))
            {
                return JsonReply.Of(ApiRefusals.DuplicateRequest);
            }

            exchange.Afterwards = () => underWay.End(exchange.Session);
        }

        return Refresh(exchange);
    }

    private Reply Refresh(Exchange exchange)
    {
        string? scope = null;
        if (exchange.Form.Text("scope") is { } asked
            && (scope = GrantedScope.Narrow(sessions.Look(exchange.Session, exchange.Now).Scope, asked)) is null)
        {
            return JsonReply.Of(Refusals.InvalidScope, exchange.Switches);
        }

        var ask = new RefreshAsk(RequestedLifetimes.Of(exchange), scope, exchange.Form.Text("endpoint_id"), exchange.Now);
        var issued = sessions.Refresh(exchange.Session, exchange.Token.Generation, ask, exchange.Switches, out var refused);
        return refused is null ? replies.Write(exchange, issued) : JsonReply.Of(refused, exchange.Switches);
    }

    private Refusal? WhyNot(Exchange exchange)
    {
        // A refresh token of another application is not told apart from one that does not exist.
        if (exchange.Session < 0 || sessions.Table[exchange.Session].App != exchange.App!.Index)
        {
            return Refusals.TokenNotFound;
        }

        return UserStanding.WhyNotRefresh(exchange.User!);
    }
}
