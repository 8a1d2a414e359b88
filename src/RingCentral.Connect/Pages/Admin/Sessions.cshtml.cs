using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Data.Administration;

namespace RingCentral.Connect.Pages.Admin;

/// <summary>Who is signed in: everybody for an administrator, their own sessions for a viewer; and ending them.</summary>
[ViewersMay]
internal sealed class SessionsModel(AdminSessions sessions, TimeProvider time) : PageModel
{
    public IReadOnlyList<AdminSession> Sessions { get; private set; } = [];

    public AdminSession Own => User.AdminSession()!;

    public bool SeesAll => User.MayChange();

    public DateTimeOffset Now { get; private set; }

    /// <summary>How many sessions the form before this page ended.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Ended { get; set; }

    public bool HasOthers => Sessions.Any(session => session.Id != Own.Id && session.EndedAt is null && session.EndsAt > Now);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Now = time.GetUtcNow();
        Sessions = await sessions.ListAsync(SeesAll ? null : Own, cancellationToken);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await sessions.EndAsync(id, Own, cancellationToken))
        {
            return NotFound();
        }

        return RedirectToPage(new { ended = 1 });
    }

    public async Task<IActionResult> OnPostOthersAsync(CancellationToken cancellationToken) =>
        RedirectToPage(new { ended = await sessions.EndOthersAsync(Own, cancellationToken) });
}
