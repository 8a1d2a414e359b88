using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Identity;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>RINGCENTRAL section 2 (codes: 60 s, single use) and section 3 (redirect_uri equal to the authorize one, PKCE).</summary>
internal sealed class AuthorizationCodeGrant(CodeBook codes, UserDirectory users, SessionOpening opening, TokenReplies replies, IdTokens idTokens)
    : GrantHandler
{
    public override string GrantType => Grants.AuthorizationCode;

    public override void Identify(Exchange exchange)
    {
        if (codes.Find(exchange.Form.Text("code")) is { } code)
        {
            exchange.User = users.Find(code.OwnerId);
        }
    }

    public override Reply Answer(Exchange exchange)
    {
        if (exchange.Form.Text("code") is not { } text)
        {
            return JsonReply.Of(Refusals.Parameter("code"), exchange.Switches);
        }

        if (codes.Find(text) is not { } code)
        {
            return JsonReply.Of(Refusals.InvalidCode, exchange.Switches);
        }

        lock (code)
        {
            return Redeem(exchange, code);
        }
    }

    private Reply Redeem(Exchange exchange, Code code)
    {
        var refusal = WhyNot(exchange, code) ?? UserStanding.WhyNotSignIn(exchange.User!);
        if (refusal is not null)
        {
            return JsonReply.Of(refusal, exchange.Switches);
        }

        if (code.Redeemed is { } earlier)
        {
            return Reply(exchange, code, earlier with { Repeated = true });
        }

        if (GrantedScope.Narrow(GrantedScope.Of(exchange.App!, exchange.Switches), exchange.Form.Text("scope")) is not { } scope)
        {
            return JsonReply.Of(Refusals.InvalidScope, exchange.Switches);
        }

        var grant = new SessionGrant(exchange.User!, exchange.App!, scope, RequestedLifetimes.Of(exchange))
        {
            OpenId = GrantedScope.AsksOpenId(code.Scope),
            EndpointId = exchange.Form.Text("endpoint_id"),
        };
        if (opening.Open(grant, exchange.Switches, exchange.Now) is not { } opened)
        {
            return JsonReply.Of(ApiRefusals.RateExceeded);
        }

        (code.Redeemed, code.RedeemedAt) = (opened, exchange.Now);
        return Reply(exchange, code, opened);
    }

    private Reply Reply(Exchange exchange, Code code, in SessionSnapshot opened)
    {
        exchange.Session = opened.Session;
        return replies.Write(exchange, opened, opened.Row.OpenId ? idTokens.Write(exchange, code.Nonce, code.SignedInAt) : null);
    }

    private static Refusal? WhyNot(Exchange exchange, Code code)
    {
        if (code.ClientId != exchange.App!.ClientId)
        {
            return Refusals.CodeOfAnotherApp;
        }

        // Whether a second redemption repeats the pair is unclear (section 2, U): strict unless the switch says otherwise.
        if (code.Redeemed is not null && exchange.Now - code.RedeemedAt >= exchange.Switches.CodeReplayReturnsSameFor.Ticks)
        {
            return Refusals.InvalidCode;
        }

        if (code.Redeemed is null && exchange.Now >= code.ExpiresAt)
        {
            return Refusals.ExpiredCode;
        }

        var redirectUri = exchange.Form.Text("redirect_uri");
        if (redirectUri is null ? code.RedirectUriGiven : redirectUri != code.RedirectUri)
        {
            return Refusals.RedirectMismatch;
        }

        return Pkce.Fits(code, exchange.Form.Text("code_verifier")) ? null : Refusals.InvalidCode;
    }
}
