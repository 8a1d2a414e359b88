using System.Text.Json;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control;

/// <summary>
/// For tests alone: every token text that was ever issued, to look for in dumps and logs. The texts are not remembered but worked out
/// again from number and generation, so the list is complete however many there are.
/// </summary>
internal sealed class TokenControl(SessionStore sessions, UserDirectory users, CodeBook codes, TokenMint mint, SimulatorClock clock)
{
    public async Task ListAsync(HttpContext http)
    {
        ControlRoutes.AllowOnly(http.Request, "owner_id");
        var owner = (string?)http.Request.Query["owner_id"] is { } id ? users.Find(id) ?? throw new ControlProblem("There is no such user.", 404) : null;
        http.Response.ContentType = "application/x-ndjson";
        http.Response.Headers.CacheControl = "no-store";
        await using var lines = new StreamWriter(http.Response.Body);
        foreach (var line in Codes(owner).Concat(Tokens(owner)))
        {
            await lines.WriteLineAsync(line.AsMemory(), http.RequestAborted);
        }
    }

    private IEnumerable<string> Codes(User? owner)
    {
        for (var number = 1; number <= codes.Last; number++)
        {
            if (owner is null || codes.Find(number)?.OwnerId == owner.OwnerId)
            {
                yield return Line("authorization_code", codes.TextOf(number), null, number);
            }
        }
    }

    private IEnumerable<string> Tokens(User? owner)
    {
        for (var session = 0; session < sessions.Table.Count; session++)
        {
            var row = sessions.Look(session, clock.GetUtcNow().UtcTicks);
            if (owner is not null && row.User != owner.Index)
            {
                continue;
            }

            var id = SessionId.Write(session, row);
            for (var generation = 1; generation <= row.AccessGeneration; generation++)
            {
                yield return Line("access_token", mint.Write(new TokenKey(TokenKind.Access, session, generation)), id, generation);
            }

            for (var generation = 1; generation <= row.RefreshGeneration && row.HasRefreshToken; generation++)
            {
                yield return Line(Grants.RefreshToken, mint.Write(new TokenKey(TokenKind.Refresh, session, generation)), id, generation);
            }
        }
    }

    private static string Line(string kind, string text, string? sessionId, int generation)
    {
        return sessionId is null
            ? JsonSerializer.Serialize(new { kind, text })
            : JsonSerializer.Serialize(new { kind, text, session_id = sessionId, generation });
    }
}
