using RingCentral.Connect.RingCentralApi.Budget;

namespace RingCentral.Connect.Vault.Fleet;

/// <summary>The auth budget as it stands.</summary>
/// <param name="Limit">Requests in one window; null for no limit.</param>
/// <param name="Window">The window.</param>
/// <param name="Scope">Whom the limit counts for.</param>
/// <param name="Source">Where the number comes from.</param>
internal sealed record BudgetReading(int? Limit, TimeSpan Window, AuthBudgetScope Scope, AuthBudgetSource Source)
{
    /// <summary>Nothing is sent before this moment, since RingCentral asked for silence.</summary>
    public DateTimeOffset? PenaltyUntil { get; init; }
}
