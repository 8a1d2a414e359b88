using System.Globalization;
using System.Text;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A request as bytes. One that is no HTTP, or too large, may be turned away by the server before any of our code sees it, or cut off while it is sent.</summary>
internal sealed record MalformedRequest(byte[] Bytes, bool MayBeNoHttp)
{
    public override string ToString() => Encoding.Latin1.GetString(Bytes, 0, Math.Min(Bytes.Length, 600));
}

/// <summary>
/// Makes requests that go wrong in every way that came to mind: methods, addresses, queries, headers and bodies. The same seed makes the same requests.
/// Routes are methods and patterns, such as <c>GET /api/v1/connections/{id}</c>.
/// </summary>
internal sealed class MalformedRequests(int seed, IReadOnlyList<string> routes, IReadOnlyList<string> ids, string key)
{
    private static readonly string[] Methods = ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "get", "BREW"];

    private static readonly string[] Segments =
    [
        "..", "%2e%2e", "..%2F..%2Fetc%2Fpasswd", ".", "%2F", "%252F", "%5C", "a%2Fb", "%C3%28", "%FF%FE", "%ED%A0%80", "%0A", "%0d%0aX:1", "'%20OR%20'1'='1", "1;DROP", "%7B%7D", "{id}", "null", "-1", "%E2%80%AE",
        "0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b", "0190A6F2-3C4D-7E5F-8A9B-0C1D2E3F4A5B", "00000000-0000-0000-0000-000000000000", "%F0%9F%92%A9", "by-external-id", "token", "rejected",
    ];

    private static readonly string[] Values =
    [
        "", "0", "-1", "201", "99999999999999999999", "1e9", "1.5", "NaN", "true", "null", "%00", "%FF", "%C3%28", "%25", "%", "%zz", "'", "\"", "\\", "%5C%25_", "%EF%BF%BF", "active", "healthy", "AZnILMPofEyEI4oLkjgg3A",
        "AZnILMPofEyEI4oLkjgg3B", "2026-01-01T00:00:00Z", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "a&a=b", "[]", "{}", "%F0%9F%92%A9", "ZZ", "---",
    ];

    private static readonly string[] Names =
    [
        "state", "health", "external_id", "owner_id", "account_id", "email", "q", "metadata.a", "metadata.", "metadata.%00", "metadata.%F0%9F%92%A9", "expires_before", "limit", "cursor", "after", "min_ttl", "force", "on_conflict", "x", "", "%00",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "}", "[]", "null", "0", "\"\"", "{}", "{\"generation\":1}", "{\"generation\":1e400}", "{\"generation\":-9223372036854775809}", "{\"generation\":{}}", "{\"metadata\":{\"a\":1}}", "{\"metadata\":{\"a\":1e999}}", "{\"metadata\":null}",
        "{\"metadata\":{\"\\u0000\":1}}", "{\"metadata\":{\"a\":\"\\ud800\"}}", "{\"\\ud800\":1}", "{\"paused\":1}", "{\"paused\":true,\"paused\":true}", "{\"external_id\":\"\\u0000\"}", "{\"external_id\":\"a\\ud800\"}", "{\"external_id\":[]}",
        "{\"keep_alive\":{}}", "{\"keep_alive\":\"warm\"}", "{\"unknown\":1}", "{\"constructor\":{\"prototype\":1}}", "/* x */{}", "{\"a\":NaN}", "{'a':1}", "\uFEFF{}", "{\"access_token\":1}\n{\"external_id\":\"x\"}\n\n\0\n", "<a/>", "a=b&c=d",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json", "application/json; charset=utf-16", "application/merge-patch+json", "application/x-ndjson", "text/plain", "application/json;;;", "", "application/", "/", "multipart/form-data; boundary=x", "application/xml",
    ];

    private readonly Random _random = new(seed);

    public MalformedRequest Next()
    {
        var route = Pick(routes).Split(' ');
        var path = Path(route[1]);
        var method = _random.Next(5) == 0 ? Pick(Methods) : route[0];
        var query = _random.Next(2) == 0 ? Query() : "";
        var isLong = _random.Next(200) == 0;
        var target = path + query + (isLong ? "?" + new string('x', _random.Next(6_000, 20_000)) : "");
        var body = Body();
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n");
        var isOdd = Headers(head);
        head.Append("\r\n");
        return new MalformedRequest([.. Encoding.UTF8.GetBytes(head.ToString()), .. body], isLong || body.Length > 100_000 || isOdd || target.Contains("%00", StringComparison.Ordinal) || target.Any(c => c is <= ' ' or > '~'));
    }

    private string Path(string route)
    {
        var parts = route.Split('/').Select(part => part.StartsWith('{') ? Id() : part).ToList();
        for (var change = Math.Max(0, _random.Next(6) - 3); change > 0; change--)
        {
            var at = _random.Next(3, parts.Count);
            switch (_random.Next(4))
            {
                case 0:
                    parts.Insert(at, Pick(Segments));
                    break;
                case 1:
                    parts[at] = Pick(Segments);
                    break;
                case 2:
                    parts[at] += Pick(Values).Replace("&", "%26", StringComparison.Ordinal);
                    break;
                default:
                    parts[at] = new string('a', _random.Next(300, 3_000));
                    break;
            }
        }

        return string.Join('/', parts);
    }

    private string Id() => _random.Next(5) == 0 ? Pick(Segments) : Pick(ids);

    private string Query() => "?" + string.Join('&', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => $"{Pick(Names)}={Pick(Values)}"));

    private bool Headers(StringBuilder head)
    {
        var authorization = _random.Next(12) switch
        {
            0 => null,
            1 => "Bearer",
            2 => "Bearer rcc_" + new string('A', 48),
            3 => "Basic Zm9vOmJhcg==",
            _ => "Bearer " + key,
        };
        head.Append(authorization is null ? "" : $"Authorization: {authorization}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {Pick(Types)}\r\n");
        switch (_random.Next(12))
        {
            case 0:
                head.Append(CultureInfo.InvariantCulture, $"If-Match: {Pick(Values)}\r\n");
                return false;
            case 1:
                head.Append(CultureInfo.InvariantCulture, $"Idempotency-Key: {new string('k', _random.Next(1, 400))}\r\n");
                return false;
            case 2:
                head.Append(CultureInfo.InvariantCulture, $"X-Odd: \u00e4{(char)_random.Next(1, 31)}\r\n");
                return true;
            case 3:
                head.Append(CultureInfo.InvariantCulture, $"X-Long: {new string('l', _random.Next(100, 40_000))}\r\n");
                return true;
            default:
                return false;
        }
    }

    private byte[] Body()
    {
        switch (_random.Next(10))
        {
            case 0:
                var noise = new byte[_random.Next(1, 2_000)];
                _random.NextBytes(noise);
                return noise;
            case 1:
                return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"metadata\":", _random.Next(1, 400))));
            case 2 when _random.Next(20) == 0:
                return Encoding.UTF8.GetBytes($"{{\"external_id\":\"{new string('x', _random.Next(200_000, 600_000))}\"}}");
            case 3:
                return Encoding.Unicode.GetBytes(Pick(Bodies));
            default:
                return Encoding.UTF8.GetBytes(Pick(Bodies));
        }
    }

    private string Pick(IReadOnlyList<string> list) => list[_random.Next(list.Count)];
}
