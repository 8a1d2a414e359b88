namespace RingCentral.Connect.Connecting.Problems;

/// <summary>The ways in which connecting does not work; each has its own text.</summary>
internal enum ProblemKind
{
    /// <summary>The user said no at RingCentral.</summary>
    Denied,

    /// <summary>The user took longer than the attempt, or RingCentral's code, lives.</summary>
    Expired,

    /// <summary>The callback came to a browser that did not start the attempt, or came a second time.</summary>
    UnknownAttempt,

    /// <summary>The callback's <c>state</c> is not one of ours.</summary>
    Tampered,

    /// <summary>A connect link that nobody used in time.</summary>
    LinkExpired,

    /// <summary>A connect link that has already led to a connection.</summary>
    LinkUsed,

    /// <summary>A reconnect link whose incident is over.</summary>
    LinkSpent,

    /// <summary>A link that is not one of ours.</summary>
    LinkInvalid,

    /// <summary>Another RingCentral user signed in than the connection belongs to.</summary>
    OtherUser,

    /// <summary>The app authorized the connection by a JWT: no user signs in to it.</summary>
    OtherKind,

    /// <summary>RingCentral did not answer, or asked to wait.</summary>
    Unreachable,

    /// <summary>The app registration at RingCentral is at fault.</summary>
    Misconfigured,

    /// <summary>The app registration does not issue refresh tokens.</summary>
    NoRefreshToken,

    /// <summary>The RingCentral user has as many sessions with this app as RingCentral keeps.</summary>
    SessionLimit,

    /// <summary>A link to a person's own connection that is over.</summary>
    ManageLinkOver,

    /// <summary>Connecting without an invitation is switched off.</summary>
    SelfServiceOff,

    /// <summary>Anything else.</summary>
    Failed,
}
