namespace RingCentral.Connect.Data.Sessions;

/// <summary>
/// The queues in which sessions wait for their rotation, stored as numbers so that one index serves them all. Within a queue the order of
/// <see cref="Session.DueAt"/> is the order of urgency.
/// </summary>
public enum DueClass
{
    /// <summary>Asked for and not settled: due again at the claim's deadline, or at the next attempt, and before everything else.</summary>
    InDoubt = 0,

    /// <summary>A caller waits for a token.</summary>
    Wanted = 1,

    /// <summary>A fresh token is wanted at hand.</summary>
    Warm = 2,

    /// <summary>Kept from lapsing.</summary>
    Idle = 3,
}
