using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Identity;

/// <summary>GET /restapi/oauth/jwks, RINGCENTRAL section 1; not throttled.</summary>
internal sealed class JwksOperation(SigningKey key) : Operation
{
    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.None;
    }

    public override Reply Answer(Exchange exchange)
    {
        return JsonReply.Of(200, json =>
        {
            json.WriteStartArray("keys");
            json.WriteStartObject();
            json.WriteString("kty", "RSA");
            json.WriteString("alg", "RS256");
            json.WriteString("use", "sig");
            json.WriteString("kid", key.Id);
            json.WriteString("n", key.Modulus);
            json.WriteString("e", key.Exponent);
            json.WriteEndObject();
            json.WriteEndArray();
        });
    }
}
