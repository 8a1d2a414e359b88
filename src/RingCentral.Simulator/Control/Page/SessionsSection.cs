using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control.Page;

/// <summary>The newest sessions and the ages of their tokens.</summary>
internal sealed class SessionsSection(SessionStore sessions, UserDirectory users, AppDirectory apps, SimulatorClock clock)
{
    private const int Shown = 25;

    public Html Write()
    {
        var now = clock.GetUtcNow().UtcTicks;
        var newest = Enumerable.Range(0, Math.Min(Shown, sessions.Table.Count)).Select(back => sessions.Table.Count - 1 - back).ToList();
        var body = newest.Count == 0
            ? Html.Of($"""<p class="soft">None yet. Somebody has to sign in first.</p>""")
            : Html.Of($"""
                <div class="scroll" tabindex="0" role="region" aria-label="Sessions"><table class="table stack">
                <thead><tr><th scope="col">User</th><th scope="col">App</th><th scope="col">State</th><th scope="col" class="r">Refreshes</th>
                <th scope="col" class="r">Access token age</th><th scope="col" class="r">Refresh token left</th><th scope="col">Do</th></tr></thead>
                <tbody>{Html.Join(newest.Select(session => Row(session, now)))}</tbody></table></div>
                """);
        return Html.Of($"""
            <section class="panel" aria-labelledby="sessions" data-live="sessions">
              <h2 id="sessions">Sessions, newest first</h2>
              {body}
            </section>

            """);
    }

    private Html Row(int session, long now)
    {
        var row = sessions.Look(session, now);
        var id = SessionId.Write(session, row);
        var alive = row.Ended == EndReason.None;
        var end = alive
            ? Html.Of($"""<form method="post" action="/_control/page/session"><button class="btn" name="session_id" value="{id}">End<span class="hush"> session {id}</span></button></form>""")
            : Html.None;
        return Html.Of($"""
            <tr>
              <th scope="row">{users[row.User].Profile.Name}<br><small class="soft"><code>{id}</code></small></th><td data-label="App">{apps[row.App].ClientId}</td>
              <td data-label="State">{(alive ? "alive" : "ended: " + Words.Plain(row.Ended.ToString()))}</td><td class="r" data-label="Refreshes">{row.AccessGeneration - 1}</td>
              <td class="r" data-label="Access token age">{Words.Duration(TimeSpan.FromTicks(now - row.IssuedAt))}{(row.FirstUsedAt == 0 ? ", unused" : "")}</td>
              <td class="r" data-label="Refresh token left">{(row.HasRefreshToken ? Words.Duration(TimeSpan.FromTicks(row.RefreshExpiresAt - now)) : "has none")}</td><td>{end}</td>
            </tr>
            """);
    }
}
