using System.Globalization;
using System.Net.Http.Headers;

namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>What RingCentral's <c>X-Rate-Limit-*</c> headers say (RINGCENTRAL 6).</summary>
/// <param name="Limit">Requests per window.</param>
/// <param name="Remaining">What is left of them.</param>
/// <param name="Window">The window.</param>
internal sealed record RateLimit(int Limit, int? Remaining, TimeSpan Window)
{
    private const string AuthGroup = "auth";

    /// <summary>The headers of the Auth group; null where a reply has none of them.</summary>
    public static RateLimit? Read(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("X-Rate-Limit-Group", out var groups) || !groups.First().Equals(AuthGroup, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return Number(headers, "X-Rate-Limit-Limit") is { } limit && Number(headers, "X-Rate-Limit-Window") is { } window && limit > 0 && window > 0
            ? new RateLimit(limit, Number(headers, "X-Rate-Limit-Remaining"), TimeSpan.FromSeconds(window))
            : null;
    }

    private static int? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
