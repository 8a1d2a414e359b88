using RingCentral.Simulator.Errors;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>POST /restapi/oauth/revoke, RINGCENTRAL section 7: either token ends the whole session, a dead one is no error.</summary>
internal sealed class RevokeOperation(ClientAuthentication clients, TokenFinder finder, SessionStore sessions) : Operation
{
    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.Auth;
    }

    public override async ValueTask<Reply?> IdentifyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        // With the token in the query there may be no body at all.
        var refusal = exchange.Request.ContentLength is null or 0 ? null : await Forms.ReadAsync(exchange, cancellationToken);
        finder.Find(exchange, TokenOf(exchange), TokenKind.Access, TokenKind.Refresh);
        refusal ??= clients.Authenticate(exchange) ?? (TokenOf(exchange) is null ? Refusals.Parameter("token") : null);
        return refusal is null ? null : JsonReply.Of(refusal, exchange.Switches);
    }

    public override Reply Answer(Exchange exchange)
    {
        if (exchange.Session < 0)
        {
            return Reply.Empty;
        }

        if (sessions.Table[exchange.Session].App != exchange.App!.Index)
        {
            return JsonReply.Of(Refusals.RevokedByAnotherApp, exchange.Switches);
        }

        sessions.End(exchange.Session, EndReason.Revoked, exchange.Now);
        return Reply.Empty;
    }

    private static string? TokenOf(Exchange exchange)
    {
        var token = exchange.Form.Text("token") ?? (string?)exchange.Request.Query["token"];
        return string.IsNullOrEmpty(token) ? null : token;
    }
}
