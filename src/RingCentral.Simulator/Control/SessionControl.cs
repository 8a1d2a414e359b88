using System.Globalization;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control;

/// <summary>Sessions and the ages of their tokens, not the tokens.</summary>
internal sealed class SessionControl(SessionStore sessions, UserDirectory users, AppDirectory apps, SimulatorClock clock)
{
    public async Task ListAsync(HttpContext http)
    {
        ControlRoutes.AllowOnly(http.Request, "owner_id", "alive");
        var (query, now) = (http.Request.Query, clock.GetUtcNow().UtcTicks);
        var owner = (string?)query["owner_id"] is { } id ? users.Find(id) ?? throw new ControlProblem("There is no such user.", 404) : null;
        var rows = Enumerable.Range(0, sessions.Table.Count).Select(session => (Number: session, Row: sessions.Look(session, now)));
        if (owner is not null)
        {
            rows = rows.Where(session => session.Row.User == owner.Index);
        }

        if ((string?)query["alive"] is { } alive)
        {
            rows = rows.Where(session => (session.Row.Ended == EndReason.None) == (alive == "true"));
        }

        await ControlJson.WriteAsync(http.Response, new { data = rows.Select(session => Show(session.Number, session.Row, now)) }, http.RequestAborted);
    }

    public async Task EndAsync(HttpContext http)
    {
        var ended = End((string?)http.GetRouteValue("session_id"));
        await ControlJson.WriteAsync(http.Response, new { sessions_ended = ended ? 1 : 0 }, http.RequestAborted);
    }

    public bool End(string? id)
    {
        var session = SessionId.Find(sessions.Table, id);
        return session >= 0
            ? sessions.End(session, EndReason.EndedByUser, clock.GetUtcNow().UtcTicks)
            : throw new ControlProblem("There is no such session.", 404);
    }

    private object Show(int session, in SessionRow row, long now)
    {
        return new
        {
            session_id = SessionId.Write(session, row),
            owner_id = users[row.User].OwnerId.ToString(CultureInfo.InvariantCulture),
            client_id = apps[row.App].ClientId,
            created_at = Instant(row.CreatedAt),
            ended = row.Ended == EndReason.None ? (EndReason?)null : row.Ended,
            ended_at = row.Ended == EndReason.None ? null : Instant(row.EndedAt),
            refreshes = row.AccessGeneration - 1,
            access_token_age = Seconds(now - row.IssuedAt),
            access_token_expires_in = Seconds(row.AccessExpiresAt - now),
            access_token_used = row.FirstUsedAt != 0,
            refresh_token_expires_in = row.HasRefreshToken ? Seconds(row.RefreshExpiresAt - now) : (long?)null,
            last_used_at = Instant(row.LastUsedAt),
            absolute_end_at = Instant(row.AbsoluteEndAt),
            idle_timeout = row.IdleTimeout == 0 ? (long?)null : Seconds(row.IdleTimeout),
            endpoint_id = row.EndpointId ?? SessionId.WriteEndpoint(session, row),
            scope = row.Scope,
        };
    }

    private static DateTimeOffset? Instant(long ticks)
    {
        return ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    private static long Seconds(long ticks)
    {
        return ticks / TimeSpan.TicksPerSecond;
    }
}
