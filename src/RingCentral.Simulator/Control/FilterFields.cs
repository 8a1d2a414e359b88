using System.Globalization;
using System.Text.Json.Serialization;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Control;

/// <summary>The fields that say which requests something is meant for; switches and faults share them.</summary>
internal record FilterFields
{
    public string? Path { get; init; }

    public string? Grant { get; init; }

    [JsonConverter(typeof(IdText))]
    public string? OwnerId { get; init; }

    public string? SessionId { get; init; }

    public string? ClientId { get; init; }

    public long? Count { get; init; }

    public double? Share { get; init; }

    public static readonly IReadOnlySet<string> Names = new HashSet<string> { "path", "grant", "owner_id", "session_id", "client_id", "count", "share" };

    public RequestFilter ToFilter(SessionTable sessions)
    {
        if (Count is < 1)
        {
            throw new ControlProblem("count is a whole number from 1.");
        }

        if (Share is { } share and (not > 0 or > 1))
        {
            throw new ControlProblem($"share is above 0 and at most 1, not {share.ToString(CultureInfo.InvariantCulture)}.");
        }

        return new RequestFilter
        {
            Path = Path,
            Grant = Grant == "jwt_bearer" ? Apps.Grants.JwtBearer : Grant,
            OwnerId = OwnerId is null ? null : ReadOwner(OwnerId),
            Session = SessionId is null ? null : ReadSession(sessions, SessionId),
            ClientId = ClientId,
            Count = Count,
            Share = Share,
        };
    }

    private static long ReadOwner(string text)
    {
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new ControlProblem($"owner_id: \"{text}\" is not an owner id.");
    }

    private static int ReadSession(SessionTable sessions, string text)
    {
        var session = Sessions.SessionId.Find(sessions, text);
        return session >= 0 ? session : throw new ControlProblem($"session_id: there is no session \"{text}\".");
    }
}

/// <summary>The same fields on the way out.</summary>
internal static class FilterView
{
    public static Dictionary<string, object?> Of(RequestFilter filter, SessionTable sessions, long? left)
    {
        var fields = new Dictionary<string, object?>
        {
            ["path"] = filter.Path,
            ["grant"] = filter.Grant,
            ["owner_id"] = filter.OwnerId?.ToString(CultureInfo.InvariantCulture),
            ["session_id"] = filter.Session is { } session ? SessionId.Write(session, sessions[session]) : null,
            ["client_id"] = filter.ClientId,
            ["share"] = filter.Share,
            ["count"] = left,
        };
        return fields.Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value);
    }
}
