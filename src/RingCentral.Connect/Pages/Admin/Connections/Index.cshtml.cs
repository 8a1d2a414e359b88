using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.Bulk;
using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Data.BulkWorks;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Pages.Display;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Fleet;
using RingCentral.Connect.Vault.Listing;

namespace RingCentral.Connect.Pages.Admin.Connections;

/// <summary><c>/admin/connections</c>: find the one.</summary>
internal sealed class IndexModel(ConnectionLists lists, FleetBook fleet, BulkWorks works, BulkSelection selection) : PageModel
{
    private const int PageSize = 50;

    public ConnectionSearch Search { get; private set; } = null!;

    public ConnectionPage List { get; private set; } = null!;

    public FleetCensus Census { get; private set; } = null!;

    /// <summary>Works that are not finished.</summary>
    public IReadOnlyList<BulkWork> Running { get; private set; } = [];

    /// <summary>Why nothing was begun; null where nothing was asked for.</summary>
    public string? Fault { get; private set; }

    /// <summary>States to choose from, with how many there are of each.</summary>
    public IEnumerable<StateChoice> Choices
    {
        get
        {
            yield return Choice(null, Census.Total, null, null);
            yield return Choice(DisplayState.NeedsUser, Census.In(ConnectionState.NeedsReauthorization), ConnectionState.NeedsReauthorization, null);
            yield return Choice(DisplayState.AtRisk, Census.AtRisk, null, ConnectionHealth.AtRisk);
            yield return Choice(DisplayState.Expiring, Census.Expiring, null, ConnectionHealth.Expiring);
            yield return Choice(DisplayState.Blocked, Census.In(ConnectionState.Blocked), ConnectionState.Blocked, null);
            yield return Choice(DisplayState.Healthy, Census.Healthy, null, ConnectionHealth.Healthy);
            yield return Choice(DisplayState.Pending, Census.In(ConnectionState.Pending), ConnectionState.Pending, null);
            yield return Choice(DisplayState.Disconnected, Census.In(ConnectionState.Disconnected), ConnectionState.Disconnected, null);
        }
    }

    /// <summary>What there is to say of a list without rows.</summary>
    public string Nothing => Search switch
    {
        { IsUnsearchable: true } => "There is nothing to search for in that: write at least a letter or a digit.",
        { IsNarrow: true } when List.Next is not null => "None in this stretch of the list. It goes on.",
        { IsNarrow: true } => "No connection is like that.",
        _ => "None yet. The first one appears here as soon as somebody connects, or an app imports its sessions.",
    };

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Search = ConnectionSearch.Read(Request.Query);
        Census = await fleet.ReadAsync(cancellationToken);
        Running = await works.RunningAsync(cancellationToken);
        List = Search.IsUnsearchable ? new ConnectionPage([], null) : await lists.ReadAsync(Search.Filter, Search.Place, PageSize, cancellationToken);
    }

    /// <summary>Begins a work on the connections that were ticked, or on all that match.</summary>
    public async Task<IActionResult> OnPostAsync(string? deed, bool all, IList<Guid> ids, CancellationToken cancellationToken)
    {
        if (!SnakeCase.TryRead<ConnectionDeed>(deed ?? "", out var asked) || !BulkWorks.Deeds.Contains(asked))
        {
            return BadRequest();
        }

        var chosen = all ? await selection.FindAsync(ConnectionSearch.Read(Request.Query), cancellationToken) : [.. ids.Distinct()];
        if (chosen is { Count: > 0 and <= BulkWorks.Most })
        {
            var work = await works.BeginAsync(asked, chosen, HttpContext.AdminAuthor()!, cancellationToken);
            return Redirect($"/admin/bulk/{work.Id}");
        }

        Fault = chosen is { Count: 0 }
            ? "Tick the connections that you mean first. Nothing was done."
            : FormattableString.Invariant($"More than {BulkWorks.Most:N0} connections are like that. Narrow the list first. Nothing was done.");
        await OnGetAsync(cancellationToken);
        return Page();
    }

    private StateChoice Choice(DisplayState? shown, long count, ConnectionState? state, ConnectionHealth? health) =>
        new(shown, count, Search.Only(state, health).ToString(), Search.State == state && Search.Health == health);
}

/// <summary>A state that the list can be narrowed to.</summary>
/// <param name="State">The state; null for all.</param>
/// <param name="Count">How many of it there are in the whole fleet.</param>
/// <param name="Query">The list of them.</param>
/// <param name="IsChosen">Whether that is what is shown.</param>
internal sealed record StateChoice(DisplayState? State, long Count, string Query, bool IsChosen);
