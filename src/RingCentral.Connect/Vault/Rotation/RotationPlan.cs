using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>What an answer without a new pair means for the session (DESIGN 5, points 3 and 7).</summary>
internal abstract record RotationPlan
{
    private RotationPlan()
    {
    }

    /// <summary>RingCentral's code, or our word.</summary>
    public required string Failure { get; init; }

    /// <summary>RingCentral's <c>rcrequestid</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>Ask again later; the session lives.</summary>
    /// <param name="Wait">How long to wait.</param>
    /// <param name="Untouched">Whether it is proven that the old access token still works.</param>
    public sealed record Retry(TimeSpan Wait, bool Untouched) : RotationPlan
    {
        /// <summary>RingCentral did answer, and its word is only not believed at once.</summary>
        public bool IsDoubt { get; init; }
    }

    /// <summary>The session is over, or refused until something lifts.</summary>
    /// <param name="State"><c>needs_reauthorization</c>, or <c>blocked</c>.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ProbeAfter">When to ask again; null for never.</param>
    public sealed record LeaveActive(ConnectionState State, StateReason Reason, TimeSpan? ProbeAfter) : RotationPlan;
}
