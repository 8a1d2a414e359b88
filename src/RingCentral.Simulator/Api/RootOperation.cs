using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Api;

/// <summary>GET /restapi answers 200 without any token: a reachability check, no token check (RINGCENTRAL section 1).</summary>
internal sealed class RootOperation : Operation
{
    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.None;
    }

    public override Reply Answer(Exchange exchange)
    {
        return JsonReply.Of(200, json =>
        {
            json.WriteString("uri", $"{exchange.Origin}/restapi");
            json.WriteStartArray("apiVersions");
            json.WriteStartObject();
            json.WriteString("uri", $"{exchange.Origin}/restapi/v1.0");
            json.WriteString("versionString", "1.0.0");
            json.WriteString("uriString", "v1.0");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("serverVersion", "simulator");
        });
    }
}
