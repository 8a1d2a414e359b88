using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.Bulk;
using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Data.BulkWorks;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Pages.Admin.Bulk;

/// <summary><c>/admin/bulk/{id}</c>: how far a work on many connections is, and how each of them went; stopping it.</summary>
internal sealed class OneModel(BulkWorks works, TimeProvider time) : PageModel
{
    private const int PageSize = 50;

    public BulkWork Work { get; private set; } = null!;

    public ConnectionDeed Deed => SnakeCase.Read<ConnectionDeed>(Work.Deed);

    public IReadOnlyDictionary<DeedResult, int> Counts { get; private set; } = new Dictionary<DeedResult, int>();

    public IReadOnlyList<BulkRow> Rows { get; private set; } = [];

    /// <summary>The last position of this page, where another one follows.</summary>
    public int? Next { get; private set; }

    /// <summary>The only result that is shown; null for all.</summary>
    public DeedResult? Only { get; private set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>A result in a word or two, for the filter.</summary>
    public static string Word(DeedResult result) => result switch
    {
        DeedResult.Done => "Done",
        DeedResult.MailQueued => "Mail queued",
        DeedResult.NotFound => "Gone",
        DeedResult.WrongState => "Not possible",
        DeedResult.NoNewPair => "Refused",
        DeedResult.NotNow => "Not now",
        DeedResult.TooOften => "Too often",
        DeedResult.VaultUnavailable => "Does not open",
        DeedResult.MailOff => "Mail is off",
        DeedResult.NoAddress => "No address",
        DeedResult.OptedOut => "Wants no mail",
        DeedResult.Stopped => "Stopped",
        _ => "Failed",
    };

    public async Task<IActionResult> OnGetAsync(Guid id, string? only, int after = -1, CancellationToken cancellationToken = default)
    {
        if (await works.FindAsync(id, cancellationToken) is not { } work)
        {
            return NotFound();
        }

        (Work, Now) = (work, time.GetUtcNow());
        Only = SnakeCase.TryRead<DeedResult>(only ?? "", out var result) ? result : null;
        Counts = await works.CountAsync(id, cancellationToken);
        var rows = await works.ReadAsync(id, Only, after, PageSize + 1, cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? Rows[^1].Item.Position : null;
        return Page();
    }

    /// <summary>Stopping what has finished meanwhile is no mistake.</summary>
    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken cancellationToken) =>
        await works.StopAsync(id, cancellationToken) || await works.FindAsync(id, cancellationToken) is not null ? RedirectToPage(new { id }) : NotFound();
}
