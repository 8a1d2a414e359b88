using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.Dashboard;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Pages.Display;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Admin;

/// <summary><c>/admin</c>: is all well, and if not, who is concerned.</summary>
internal sealed class IndexModel(FleetQueries queries) : PageModel
{
    public FleetOverview Fleet { get; private set; } = null!;

    /// <summary>The answer first, in words.</summary>
    public string Sentence => (Fleet.Total, Fleet.In(ConnectionState.NeedsReauthorization), Fleet.In(ConnectionState.Blocked)) switch
    {
        (0, _, _) => "Nobody has connected yet.",
        (_, 0, 0) when Fleet.In(ConnectionState.Active) == 1 => "The one active connection is looked after.",
        (_, 0, 0) => $"All {Number(Fleet.In(ConnectionState.Active))} active connections are looked after.",
        (_, var users, 0) => $"{People(users)} must sign in again. The other {Number(Fleet.In(ConnectionState.Active))} connections are looked after.",
        (_, 0, var blocked) => $"RingCentral refuses {Persons(blocked)} for now. The other {Number(Fleet.In(ConnectionState.Active))} connections are looked after.",
        var (_, users, blocked) => $"{People(users)} must sign in again, and RingCentral refuses {Persons(blocked)} for now.",
    };

    public string RowsNote => Fleet.Total > Fleet.Rows.Count ? $"{Fleet.Rows.Count} of {Number(Fleet.Total)}, those that need somebody first" : "Those that need somebody first";

    public IEnumerable<(DisplayState State, int Count)> Tiles =>
    [
        (DisplayState.NeedsUser, Fleet.In(ConnectionState.NeedsReauthorization)),
        (DisplayState.Blocked, Fleet.In(ConnectionState.Blocked)),
        (DisplayState.AtRisk, Fleet.AtRisk),
        (DisplayState.Healthy, Fleet.In(ConnectionState.Active) - Fleet.AtRisk),
        (DisplayState.Pending, Fleet.In(ConnectionState.Pending)),
        (DisplayState.Disconnected, Fleet.In(ConnectionState.Disconnected)),
    ];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Fleet = await queries.ReadAsync(cancellationToken);

    internal static TokenClock AccessClock(ConnectionSnapshot row) =>
        new("Access", row.Session?.IssuedAt ?? row.ReadAt, Held(row) ? row.Session!.AccessExpiresAt : null, row.Session?.DueAt, row.ReadAt);

    internal static TokenClock RefreshClock(ConnectionSnapshot row) =>
        new("Refresh", row.Session?.IssuedAt ?? row.ReadAt, Held(row) ? row.Session!.RefreshExpiresAt : null, row.Session?.DueAt, row.ReadAt);

    private static bool Held(ConnectionSnapshot row) =>
        row is { Session.Ciphertext: not null, Connection.State: ConnectionState.Active or ConnectionState.Blocked or ConnectionState.Pending };

    private static string People(int count) => count == 1 ? "One person" : $"{Number(count)} people";

    /// <summary>The same inside a sentence.</summary>
    private static string Persons(int count) => count == 1 ? "one person" : People(count);

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
