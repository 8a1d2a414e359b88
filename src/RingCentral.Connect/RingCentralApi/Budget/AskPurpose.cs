namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>What a request to the Auth group is for; the budget keeps room for those further up.</summary>
internal enum AskPurpose
{
    /// <summary>A person is signing in: one slot in five is kept for them.</summary>
    SignIn,

    /// <summary>An interrupted rotation, or a session in the last seventh of its life: half is kept for these while there are any.</summary>
    Urgent,

    /// <summary>A caller waits for a token.</summary>
    Caller,

    /// <summary>Keep-alive in its own time.</summary>
    KeepAlive,

    /// <summary>Ending a session that is not kept.</summary>
    Revocation,
}

/// <summary>Work that is waiting for budget, and that others must leave room for.</summary>
/// <param name="Urgent">Interrupted rotations and sessions in their last seventh that are due.</param>
/// <param name="Callers">Sessions that callers wait for.</param>
/// <param name="Others">Other sessions that are due.</param>
internal readonly record struct AskDemand(int Urgent, int Callers, int Others)
{
    /// <summary>Nothing waits.</summary>
    public static AskDemand None => default;
}
