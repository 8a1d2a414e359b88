using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.Administration.Dashboard;

/// <summary>What the first dashboard shows.</summary>
/// <param name="Counts">Connections by state.</param>
/// <param name="Rows">Connections, those that need somebody first.</param>
/// <param name="ReadAt">When it was read, in database time.</param>
internal sealed record FleetOverview(IReadOnlyDictionary<ConnectionState, int> Counts, IReadOnlyList<ConnectionSnapshot> Rows, DateTimeOffset ReadAt)
{
    /// <summary>How many active connections are at risk: their rotations fail, or their refresh token is in its last seventh.</summary>
    public required int AtRisk { get; init; }

    /// <summary>The incidents that last.</summary>
    public required IReadOnlyList<Alarm> Alarms { get; init; }

    /// <summary>How the auth budget stands.</summary>
    public required BudgetReading Budget { get; init; }

    /// <summary>How many connections there are.</summary>
    public int Total => Counts.Values.Sum();

    /// <summary>How many are in a state.</summary>
    public int In(ConnectionState state) => Counts.GetValueOrDefault(state);
}
