namespace RingCentral.Connect.Data.Connections;

/// <summary>Where a connection stands. Health is derived from the session's clocks and never stored.</summary>
public enum ConnectionState
{
    /// <summary>Tokens are stored, but the app has not yet confirmed who finished the flow.</summary>
    Pending,

    /// <summary>We hold a refresh token that we believe works.</summary>
    Active,

    /// <summary>RingCentral refuses for a reason that may lift without the user.</summary>
    Blocked,

    /// <summary>The user must sign in again.</summary>
    NeedsReauthorization,

    /// <summary>Ended by user, admin or app: no token is left but the one queued for revocation.</summary>
    Disconnected,
}

/// <summary>How a connection was authorized.</summary>
public enum ConnectionKind
{
    /// <summary>A user signed in at RingCentral (RFC 6749, section 4.1).</summary>
    AuthorizationCode,

    /// <summary>A JWT credential that a user made in RingCentral's developer console (RFC 7523).</summary>
    Jwt,
}

/// <summary>How eagerly a session is kept supplied with a fresh access token.</summary>
public enum KeepAlivePreference
{
    /// <summary>As <c>KeepAlive:Mode</c> says.</summary>
    Default,

    /// <summary>Warm while tokens are asked for, idle otherwise.</summary>
    Adaptive,

    /// <summary>A fresh access token is always at hand.</summary>
    Warm,

    /// <summary>Rotated only on demand and often enough that the session does not lapse.</summary>
    Idle,
}

/// <summary>Why a connection is not active, in the words of the HTTP API.</summary>
public enum StateReason
{
    /// <summary>OAU-210: the refresh token lapsed.</summary>
    TokenExpired,

    /// <summary>OAU-211.</summary>
    TokenRevoked,

    /// <summary>OAU-213: RingCentral does not know the session any more.</summary>
    SessionEnded,

    /// <summary>The administrator's absolute session timeout passed.</summary>
    AbsoluteTimeout,

    /// <summary>OAU-236, OAU-141.</summary>
    UserDisabled,

    /// <summary>OAU-136, OAU-232, CMN-405.</summary>
    UserDeleted,

    /// <summary>OAU-142, OAU-222.</summary>
    AccountClosed,

    /// <summary>OAU-167.</summary>
    NetworkPolicy,

    /// <summary>A JWT credential that RingCentral refuses: OAU-251, 331, 345, 347, 473.</summary>
    JwtInvalid,

    /// <summary>Any other terminal answer.</summary>
    Other,
}
