using System.Globalization;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>access_token_ttl and refresh_token_ttl; what is no number counts as absent.</summary>
internal static class RequestedLifetimes
{
    public static Lifetimes Of(Exchange exchange)
    {
        return Lifetimes.Of(exchange.Switches, Seconds(exchange, "access_token_ttl"), Seconds(exchange, "refresh_token_ttl"));
    }

    private static long? Seconds(Exchange exchange, string name)
    {
        return long.TryParse(exchange.Form.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }
}
