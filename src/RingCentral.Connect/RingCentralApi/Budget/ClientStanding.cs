namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>How our client id and secret stand with RingCentral, as all nodes know it.</summary>
internal sealed record ClientStanding
{
    /// <summary>Nothing is sent before this moment.</summary>
    public DateTimeOffset? PenaltyUntil { get; init; }

    /// <summary>The limit that RingCentral's headers named last.</summary>
    public int? ObservedLimit { get; init; }

    public TimeSpan? ObservedWindow { get; init; }

    /// <summary>Whom the limit counts for, as its headers let conclude.</summary>
    public AuthBudgetScope? ObservedScope { get; init; }

    /// <summary>Since when asking is paused because RingCentral refuses us as a client.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    public DateTimeOffset? NextProbeAt { get; init; }

    /// <summary>Refusals in a row.</summary>
    public int Refusals { get; init; }
}
