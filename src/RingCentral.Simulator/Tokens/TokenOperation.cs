using RingCentral.Simulator.Errors;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>POST /restapi/oauth/token, RINGCENTRAL section 3.</summary>
internal sealed class TokenOperation(ClientAuthentication clients, IEnumerable<GrantHandler> grants) : Operation
{
    private readonly Dictionary<string, GrantHandler> _grants = grants.ToDictionary(grant => grant.GrantType);

    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.Auth;
    }

    public override async ValueTask<Reply?> IdentifyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var refusal = await Forms.ReadAsync(exchange, cancellationToken);
        if (refusal is null && exchange.Form.Text("grant_type") is { } name && _grants.TryGetValue(name, out var grant))
        {
            exchange.Grant = name;
            grant.Identify(exchange);
        }

        refusal ??= clients.Authenticate(exchange) ?? WhyNotGrant(exchange);
        return refusal is null ? null : JsonReply.Of(refusal, exchange.Switches);
    }

    public override Reply Answer(Exchange exchange)
    {
        return _grants[exchange.Grant!].Answer(exchange);
    }

    private static Refusal? WhyNotGrant(Exchange exchange)
    {
        if (exchange.Grant is { } grant)
        {
            return exchange.App!.Allows(grant) ? null : Refusals.GrantNotAllowed;
        }

        return exchange.Form.Text("grant_type") switch
        {
            null => Refusals.Parameter("grant_type"),
            "client_credentials" => Refusals.ClientCredentialsPartnersOnly,
            "password" or "partner_jwt" => Refusals.UnauthorizedForGrant(exchange.Form.Text("grant_type")!),
            _ => Refusals.UnsupportedGrant,
        };
    }
}
