using System.Globalization;
using RingCentral.Simulator.Faults;

namespace RingCentral.Simulator.Wire;

/// <summary>Writes replies with the headers that were recorded (RINGCENTRAL 5.1 and 6), through a fault where one applies.</summary>
internal sealed class ReplyWriter(WireFaults wire)
{
    public ValueTask WriteAsync(Exchange exchange, Reply reply, Fault? fault, CancellationToken cancellationToken)
    {
        var response = exchange.Http.Response;
        response.StatusCode = reply.Status;
        WriteHeaders(exchange, reply, response.Headers);
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        return fault is null
            ? response.Body.WriteAsync(reply.Body, cancellationToken)
            : wire.WriteAsync(fault, exchange.Http, reply.Body, cancellationToken);
    }

    private static void WriteHeaders(Exchange exchange, Reply reply, IHeaderDictionary headers)
    {
        headers["rcrequestid"] = exchange.Http.TraceIdentifier;
        headers["routingkey"] = "SIM01P01";
        headers.CacheControl = "no-store";
        if (reply.ContentType == Reply.Json)
        {
            headers.ContentLanguage = "en";
        }

        SetIfAny(headers, "WWW-Authenticate", reply.Status is 401 or 403 or 400 ? reply.WwwAuthenticate : null);
        SetIfAny(headers, "Retry-After", exchange.Switches.OmitRetryAfter ? null : reply.RetryAfter);
        SetIfAny(headers, "Location", reply.Location);
        SetIfAny(headers, "Set-Cookie", reply.SetCookie);
        SetIfAny(headers, "Content-Security-Policy", reply.ContentSecurityPolicy);
        SetIfAny(headers, "discovery-tag", reply.DiscoveryTag);
        if (exchange.RateLimit is { } standing && exchange.Switches.RateLimitHeaders)
        {
            headers["X-Rate-Limit-Group"] = standing.Group;
            headers["X-Rate-Limit-Limit"] = standing.Limit.ToString(CultureInfo.InvariantCulture);
            headers["X-Rate-Limit-Remaining"] = standing.Remaining.ToString(CultureInfo.InvariantCulture);
            headers["X-Rate-Limit-Window"] = standing.WindowSeconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static void SetIfAny(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }
}
