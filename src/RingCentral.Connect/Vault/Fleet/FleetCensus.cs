using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Vault.Fleet;

/// <summary>The whole fleet, counted at one moment.</summary>
internal sealed record FleetCensus
{
    /// <summary>How long a stretch of <see cref="Lapses"/> is.</summary>
    public static readonly TimeSpan LapseStep = TimeSpan.FromHours(12);

    /// <summary>Stretches within the seven days that a refresh token lives; the last one holds whatever lapses later.</summary>
    public const int LapseSteps = 15;

    /// <summary>When, in database time.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>How long the counting took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Connections by state; a state without any is missing.</summary>
    public required IReadOnlyDictionary<ConnectionState, long> States { get; init; }

    /// <summary>Active connections at risk.</summary>
    public required long AtRisk { get; init; }

    /// <summary>Active connections whose absolute end is near.</summary>
    public required long Expiring { get; init; }

    /// <summary>The first of these ends.</summary>
    public DateTimeOffset? FirstEnd { get; init; }

    /// <summary>Why connections are not active, the most frequent reason first.</summary>
    public required IReadOnlyList<ReasonCount> Reasons { get; init; }

    /// <summary>How many sessions would lapse in each <see cref="LapseStep"/> from <see cref="TakenAt"/> on if keep-alive stopped then.</summary>
    public required IReadOnlyList<long> Lapses { get; init; }

    /// <summary>The first of them; null where nothing can be lost.</summary>
    public FirstLoss? First { get; init; }

    /// <summary>What keep-alive needs, and what it may use.</summary>
    public required FleetReading Needs { get; init; }

    /// <summary>All connections.</summary>
    public long Total => States.Values.Sum();

    /// <summary>Active connections without a worry.</summary>
    public long Healthy => In(ConnectionState.Active) - AtRisk - Expiring;

    /// <summary>How many are in a state.</summary>
    public long In(ConnectionState state) => States.GetValueOrDefault(state);
}

/// <summary>How many connections stand still for one reason.</summary>
/// <param name="State">Blocked, or in need of their user.</param>
/// <param name="Reason">Why.</param>
/// <param name="RingCentralCode">RingCentral's code behind it.</param>
/// <param name="Count">How many.</param>
internal sealed record ReasonCount(ConnectionState State, StateReason? Reason, string? RingCentralCode, long Count);

/// <summary>The session that would be lost first.</summary>
/// <param name="ConnectionId">Whose.</param>
/// <param name="Name">The person's name, or RingCentral id.</param>
/// <param name="At">When.</param>
internal sealed record FirstLoss(Guid ConnectionId, string Name, DateTimeOffset At);
