using System.Globalization;
using System.Text;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Faults;

/// <summary>Bodies of answers that a gateway, not the authorization server, would give.</summary>
internal static class FaultReplies
{
    private static readonly byte[] GatewayPage = Encoding.UTF8.GetBytes(
        "<html><head><title>Service unavailable</title></head><body><center><h1>The page cannot be shown</h1></center></body></html>\n");

    /// <summary>A page where JSON is expected, with status 200 unless another was asked for.</summary>
    public static Reply Html(Fault fault)
    {
        return new Reply(fault.Status ?? 200, GatewayPage, Reply.Html);
    }

    public static Reply Status(Fault fault, Exchange exchange)
    {
        return Answer(fault, exchange) with { RetryAfter = RetryAfter(fault, exchange.Time) };
    }

    private static Reply Answer(Fault fault, Exchange exchange)
    {
        if (fault.ErrorCode is { } code && CodeCatalogue.All.TryGetValue(code, out var refusal) && exchange.Path.StartsWith("/restapi/oauth/", StringComparison.Ordinal))
        {
            return JsonReply.Of(refusal, fault.Status ?? refusal.StatusUnder(exchange.Switches.TokenErrorStatus), exchange.Switches);
        }

        var status = fault.Status ?? 503;
        return status switch
        {
            429 => JsonReply.Of(Coded(fault, ApiRefusals.RateExceeded)),
            500 => JsonReply.Of(Coded(fault, new ApiRefusal(500, "CMN-203", "CMN-203", "Internal Server Error"))),
            503 when fault.ErrorCode is null => Unavailable(),
            // 502 and 504 come from proxies, which do not speak JSON.
            502 or 504 when fault.ErrorCode is null => new Reply(status, GatewayPage, Reply.Html),
            _ => JsonReply.Of(Coded(fault, new ApiRefusal(status, "CMN-201", "CMN-201", "Service Temporary Unavailable"))),
        };
    }

    private static ApiRefusal Coded(Fault fault, ApiRefusal refusal)
    {
        return fault.ErrorCode is { } code ? refusal with { OuterCode = code, Code = code } : refusal;
    }

    /// <summary>The body of RingCentral's own mock (RINGCENTRAL section 6).</summary>
    private static Reply Unavailable()
    {
        const string Text = "Service Unavailable";
        return JsonReply.Of(503, json =>
        {
            json.WriteString("message", Text);
            json.WriteString("error", "service_unavailable");
            json.WriteString("error_description", Text);
        });
    }

    private static string? RetryAfter(Fault fault, DateTimeOffset now)
    {
        if (fault.RetryAfter is not { } seconds)
        {
            return null;
        }

        return fault.RetryAfterAsDate
            ? now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
            : seconds.ToString(CultureInfo.InvariantCulture);
    }
}
