namespace RingCentral.Simulator.Sessions;

/// <summary>Every way a session can end (RINGCENTRAL section 4, rows 6, 10, 11, 14, 16 to 20, 22 and 26).</summary>
internal enum EndReason : byte
{
    None,
    Expired,
    Evicted,
    Replaced,
    AbsoluteTimeout,
    IdleTimeout,
    EndedByUser,
    PasswordChanged,
    Revoked,
    ReuseDetected,
    UserDeleted,
    AppUnauthorized,
}
