using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.Dashboard;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Nodes;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.KeepAlive.Nodes;
using RingCentral.Connect.Pages.Display;

namespace RingCentral.Connect.Pages.Admin;

/// <summary><c>/admin</c>: is all well, and if not, who is concerned.</summary>
internal sealed class IndexModel(FleetQueries queries, AlarmBook alarms) : PageModel
{
    public FleetOverview Fleet { get; private set; } = null!;

    /// <summary>The answer first, in words.</summary>
    public string Sentence => Fleet.Census.Total == 0 ? "Nobody has connected yet." : $"{Keeping} {Standing}".TrimEnd();

    /// <summary>States with their numbers, each a way to the list.</summary>
    public IEnumerable<OverviewTile> Tiles
    {
        get
        {
            var census = Fleet.Census;
            yield return new(DisplayState.Healthy, census.Healthy, "?health=healthy", $"of {Number(census.In(ConnectionState.Active))} that are active");
            yield return new(DisplayState.AtRisk, census.AtRisk, "?health=at_risk", census.AtRisk == 0 ? "no rotation fails" : "their rotations fail or are late");
            yield return new(DisplayState.Expiring, census.Expiring, "?health=expiring", census.FirstEnd is { } end ? $"first {Durations.Relative(end, Fleet.ReadAt)}" : "no session reaches its limit");
            yield return new(DisplayState.Blocked, census.In(ConnectionState.Blocked), "?state=blocked", "checked again by themselves");
            yield return new(DisplayState.NeedsUser, census.In(ConnectionState.NeedsReauthorization), "?state=needs_reauthorization", "must sign in again");
            yield return new(DisplayState.Disconnected, census.In(ConnectionState.Disconnected), "?state=disconnected", "nothing is kept for them");
        }
    }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Fleet = await queries.ReadAsync(cancellationToken);

    /// <summary>An administrator takes note of an alarm.</summary>
    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid id, CancellationToken cancellationToken)
    {
        await alarms.AcknowledgeAsync(id, cancellationToken);
        return RedirectToPage();
    }

    /// <summary>Whether a node has been heard of lately.</summary>
    public bool IsRunning(Node node) => Fleet.ReadAt - node.SeenAt < NodeHeart.Interval * 4;

    internal static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private string Keeping
    {
        get
        {
            var sweeps = Fleet.Nodes.Any(node => node.IsJobs && IsRunning(node));
            var alive = sweeps ? "Keep-alive is working" : "Keep-alive is NOT working: no node with background work is running";
            return Fleet.Census.First is not { } first ? $"{alive}."
                : sweeps ? $"{alive}, and has {Durations.InWords(first.At - Fleet.ReadAt)} to spare."
                : $"{alive}, and the first session is lost {Durations.Relative(first.At, Fleet.ReadAt)}.";
        }
    }

    private string Standing => (Fleet.Census.In(ConnectionState.NeedsReauthorization), Fleet.Census.In(ConnectionState.Blocked)) switch
    {
        (0, 0) => "Nobody needs to sign in again.",
        (var users, 0) => $"{People(users)} must sign in again.",
        (0, var blocked) => $"RingCentral refuses {People(blocked).ToLowerInvariant()} for now.",
        var (users, blocked) => $"{People(users)} must sign in again, and RingCentral refuses {People(blocked).ToLowerInvariant()} for now.",
    };

    private static string People(long count) => count == 1 ? "One person" : $"{Number(count)} people";
}

/// <summary>A number on the overview.</summary>
/// <param name="State">What is counted.</param>
/// <param name="Count">How many.</param>
/// <param name="Query">The list of them.</param>
/// <param name="Note">What there is to say.</param>
internal sealed record OverviewTile(DisplayState State, long Count, string Query, string Note);
