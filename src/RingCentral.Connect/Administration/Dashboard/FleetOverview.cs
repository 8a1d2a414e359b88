using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Nodes;
using RingCentral.Connect.KeepAlive.Braking;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.Administration.Dashboard;

/// <summary>What the first page of the dashboard shows: all of it read from counts and rollups, none by a look at every connection.</summary>
internal sealed record FleetOverview
{
    /// <summary>When it was read, in database time.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The fleet, with the time of its own at which it was counted.</summary>
    public required FleetCensus Census { get; init; }

    /// <summary>The incidents that last.</summary>
    public required IReadOnlyList<Alarm> Alarms { get; init; }

    /// <summary>How the auth budget stands.</summary>
    public required BudgetReading Budget { get; init; }

    /// <summary>Rotations of the last 24 hours, oldest first, the hour under way last.</summary>
    public required IReadOnlyList<RotationHour> Rotations { get; init; }

    /// <summary>How many had to be flagged on each of the last 30 days (UTC), oldest first, today last.</summary>
    public required IReadOnlyList<(DateOnly Day, long Count)> Flagged { get; init; }

    /// <summary>The nodes, those that stand still last.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>What the mass brake weighs.</summary>
    public required MassBrake.BrakeWeights Brake { get; init; }

    /// <summary>When the mass brake engaged last; null where it never did, as far back as alarms are kept.</summary>
    public DateTimeOffset? BrakedAt { get; init; }
}

/// <summary>How rotations of one hour ended.</summary>
/// <param name="From">The beginning of the hour.</param>
/// <param name="Rotated">New pairs.</param>
/// <param name="Postponed">RingCentral could not or would not answer; asked again later.</param>
/// <param name="HeldBack">Held back by the mass brake, refused as a client, or a pair that did not open.</param>
/// <param name="Ended">RingCentral had ended the session, or refuses the user.</param>
internal sealed record RotationHour(DateTimeOffset From, long Rotated, long Postponed, long HeldBack, long Ended);
