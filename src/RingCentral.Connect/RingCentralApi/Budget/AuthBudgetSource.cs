namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>Where the size of the auth budget comes from.</summary>
internal enum AuthBudgetSource
{
    /// <summary>Nothing else is known yet.</summary>
    Assumed,

    /// <summary>RingCentral's headers named it.</summary>
    Observed,

    /// <summary>The configuration names it.</summary>
    Configured,
}
