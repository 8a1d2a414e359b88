namespace RingCentral.Connect.Api.Requests;

/// <summary>Ids in routes: lower-case UUIDs. A malformed one is an id that does not exist.</summary>
internal static class RouteIds
{
    public static bool TryParse(string text, out Guid id) =>
        Guid.TryParseExact(text, "D", out id) && text == id.ToString("D");
}
