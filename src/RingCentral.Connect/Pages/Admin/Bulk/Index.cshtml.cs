using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.Bulk;
using RingCentral.Connect.Data.BulkWorks;

namespace RingCentral.Connect.Pages.Admin.Bulk;

/// <summary><c>/admin/bulk</c>: what was done to many connections at once.</summary>
internal sealed class IndexModel(BulkWorks works, TimeProvider time) : PageModel
{
    private const int Shown = 100;

    public IReadOnlyList<BulkWork> Works { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Now = time.GetUtcNow();
        Works = await works.ListAsync(Shown, cancellationToken);
    }
}
