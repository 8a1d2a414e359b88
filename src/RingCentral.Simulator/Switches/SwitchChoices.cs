namespace RingCentral.Simulator.Switches;

internal enum SessionLimitPolicy
{
    EvictOldest,
    EvictLru,
#pragma warning disable CA1707 // The name on the wire carries the status.
    Reject_429,
#pragma warning restore CA1707
}

internal enum RateLimitScope
{
    UserApp,
    App,
    Account,
}

internal enum RefreshTokenInReply
{
    New,
    Same,
    None,
}

internal enum LifetimeInGrace
{
    Remaining,
    Nominal,
}

internal enum ErrorStatus
{
    Observed,
    Docs,
}

internal enum ConcurrentRefresh
{
    Allow,
    Reject,
}

internal enum IdleResetBy
{
    Any,
    Api,
    Refresh,
}

internal enum IdTokenAlgorithm
{
    RS256,
    HS256,
}
