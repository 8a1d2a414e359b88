using System.Globalization;
using RingCentral.Simulator.Journal;
using RingCentral.Simulator.Sessions;

namespace RingCentral.Simulator.Control;

/// <summary>The recent requests, newest last; never a token text.</summary>
internal sealed class RequestControl(RequestLog log, SessionTable sessions)
{
    public async Task ListAsync(HttpContext http)
    {
        ControlRoutes.AllowOnly(http.Request, "path", "owner_id", "since", "limit");
        var query = http.Request.Query;
        IEnumerable<RequestEntry> entries = log.Read();
        if ((string?)query["path"] is { } path)
        {
            entries = entries.Where(entry => entry.Path == path);
        }

        if ((string?)query["owner_id"] is { } owner)
        {
            entries = entries.Where(entry => entry.OwnerId.ToString(CultureInfo.InvariantCulture) == owner);
        }

        if ((string?)query["since"] is { } since)
        {
            var time = DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at
                : throw new ControlProblem($"since: \"{since}\" is not an instant like 2026-01-31T12:00:00Z.");
            entries = entries.Where(entry => entry.Time >= time);
        }

        if ((string?)query["limit"] is { } limit)
        {
            entries = entries.TakeLast(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ControlProblem("limit is a whole number."));
        }

        await ControlJson.WriteAsync(http.Response, new { data = entries.Select(Show) }, http.RequestAborted);
    }

    private object Show(RequestEntry entry)
    {
        return new
        {
            sequence = entry.Sequence,
            time = entry.Time,
            method = entry.Method,
            path = entry.Path,
            grant = entry.Grant,
            owner_id = entry.OwnerId == 0 ? null : entry.OwnerId.ToString(CultureInfo.InvariantCulture),
            session_id = entry.Session < 0 ? null : SessionId.Write(entry.Session, sessions[entry.Session]),
            client_id = entry.ClientId,
            user_agent = entry.UserAgent,
            status = entry.Status == 0 ? (int?)null : entry.Status,
            error_code = entry.ErrorCode,
            fault = entry.Fault,
        };
    }
}
