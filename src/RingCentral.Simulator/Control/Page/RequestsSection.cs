using RingCentral.Simulator.Journal;
using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control.Page;

/// <summary>The last requests and what came of them.</summary>
internal sealed class RequestsSection(RequestLog log, UserDirectory users)
{
    private const int Shown = 40;

    public Html Write()
    {
        var rows = log.Read().TakeLast(Shown).Reverse().Select(Row).ToList();
        var body = rows.Count == 0
            ? Html.Of($"""<p class="soft">None yet.</p>""")
            : Html.Of($"""
                <div class="scroll" tabindex="0" role="region" aria-label="Requests"><table class="table">
                <thead><tr><th scope="col">Time</th><th scope="col">Request</th><th scope="col">User</th><th scope="col">Outcome</th><th scope="col">Fault</th></tr></thead>
                <tbody>{Html.Join(rows)}</tbody></table></div>
                """);
        return Html.Of($"""
            <section class="panel" aria-labelledby="requests" data-live="requests">
              <h2 id="requests">Requests, newest first</h2>
              {body}
            </section>

            """);
    }

    private Html Row(RequestEntry entry)
    {
        var outcome = entry.Status == 0 ? "no answer" : $"{entry.Status} {entry.ErrorCode}";
        return Html.Of($"""
            <tr><td class="num">{entry.Time.ToString("HH:mm:ss", null)}</td><th scope="row">{entry.Method} {entry.Path}<br><small class="soft">{ShortGrant(entry.Grant)}</small></th>
            <td>{users.Find(entry.OwnerId)?.Profile.Name ?? "unknown"}</td><td>{outcome}</td><td>{entry.Fault ?? "none"}</td></tr>
            """);
    }

    private static string ShortGrant(string? grant)
    {
        return grant is null ? "" : grant[(grant.LastIndexOf(':') + 1)..];
    }
}
