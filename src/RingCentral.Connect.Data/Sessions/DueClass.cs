namespace RingCentral.Connect.Data.Sessions;

/// <summary>
/// The queues in which sessions wait for their rotation, stored as numbers so that one index serves them all. Within a queue the order of
/// <see cref="Session.DueAt"/> is the order of urgency.
/// </summary>
public enum DueClass
{
    /// <summary>
    /// Before everything else: asked for and not settled (due again at the claim's deadline, or at the next attempt), or put off in the last seventh of
    /// the refresh token's life, where a place behind the others' backlog could be its end.
    /// </summary>
    Urgent = 0,

    /// <summary>A caller waits for a token.</summary>
    Wanted = 1,

    /// <summary>A fresh token is wanted at hand.</summary>
    Warm = 2,

    /// <summary>Kept from lapsing.</summary>
    Idle = 3,
}
