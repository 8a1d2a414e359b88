using Microsoft.AspNetCore.Http.Features;

namespace RingCentral.Connect.Api.Requests;

/// <summary>Ids in routes: lower-case UUIDs. A malformed one is an id that does not exist.</summary>
internal static class RouteIds
{
    /// <summary>Characters of an id.</summary>
    public const int Length = 36;

    private const string ByExternalId = "/by-external-id/";

    /// <summary>
    /// The external id of a request, percent-decoded once. Taken from the address as it came: the server leaves an encoded slash in the path as it
    /// is, so that what routing gives cannot be told from an id with a percent sign. Where the two speak of different ids, as in an address with dots to climb by,
    /// there is none.
    /// </summary>
    public static string ExternalId(HttpContext http)
    {
        var address = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var begin = address.IndexOf(ByExternalId, StringComparison.OrdinalIgnoreCase);
        if (begin < 0)
        {
            return "";
        }

        var segment = address.AsSpan(begin + ByExternalId.Length);
        var id = Uri.UnescapeDataString(segment.IndexOfAny('/', '?') is var end and >= 0 ? segment[..end] : segment);
        return Slashes(id) == Slashes(http.GetRouteValue("externalId") as string) ? id : "";
    }

    private static string? Slashes(string? text) => text?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public static bool TryParse(ReadOnlySpan<char> text, out Guid id)
    {
        // Blanks around one would be passed over.
        id = default;
        return text.Length == Length && Guid.TryParseExact(text, "D", out id) && !text.ContainsAnyInRange('A', 'F');
    }
}
