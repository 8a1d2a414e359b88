using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Api;

/// <summary>What every resource behind an access token shares: the token checks of RINGCENTRAL 5.1 and section 4, row 2.</summary>
internal abstract class BearerOperation(TokenFinder finder, SessionStore sessions, AppDirectory apps) : Operation
{
    private const string Scheme = "Bearer ";

    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.Light;
    }

    public override ValueTask<Reply?> IdentifyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (Presented(exchange.Request) is not { } token)
        {
            return ValueTask.FromResult<Reply?>(JsonReply.Of(ApiRefusals.NoHeader));
        }

        var shape = finder.Find(exchange, token, TokenKind.Access);
        if (shape != TokenShape.Ours)
        {
            return ValueTask.FromResult<Reply?>(JsonReply.Of(shape == TokenShape.Malformed ? ApiRefusals.Unparsable : ApiRefusals.NotFound));
        }

        exchange.App = apps[sessions.Table[exchange.Session].App];
        return ValueTask.FromResult<Reply?>(null);
    }

    public override Reply Answer(Exchange exchange)
    {
        var refusal = UserStanding.WhyNotCall(exchange.User!)
            ?? sessions.Use(exchange.Session, exchange.Token.Generation, exchange.Switches, exchange.Now)
            ?? WhyNotAllowed(exchange);
        return refusal is null ? Show(exchange) : JsonReply.Of(refusal);
    }

    /// <summary>Permissions of app and user; the token is fine whatever they say.</summary>
    protected abstract ApiRefusal? WhyNotAllowed(Exchange exchange);

    protected abstract Reply Show(Exchange exchange);

    protected ApiRefusal? Needs(Exchange exchange, string permission)
    {
        var scope = sessions.Look(exchange.Session, exchange.Now).Scope;
        return scope.Split(' ').Contains(permission) ? null : ApiRefusals.AppPermission(permission);
    }

    /// <summary>The header is recommended; the query parameter also works (RINGCENTRAL section 9).</summary>
    private static string? Presented(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (string.IsNullOrEmpty(header))
        {
            return (string?)request.Query["access_token"];
        }

        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : header;
    }
}
