namespace RingCentral.Connect.Client;

/// <summary>RingCentral ended the session: nothing but the user's sign-in brings the connection back, under the same id.</summary>
/// <param name="problem">What the service answered.</param>
public sealed class ReauthorizationRequiredException(ConnectProblem problem) : RingCentralConnectException(problem)
{
    /// <summary>Why: <c>token_expired</c>, <c>token_revoked</c>, <c>session_ended</c>, <c>absolute_timeout</c>, <c>user_deleted</c>, …</summary>
    public string? Reason => Problem.Reason;

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since => Problem.Since;

    /// <summary>
    /// Where the user signs in again; valid until that has happened. Give it to this user only. Null for a connection by JWT: its credential is an
    /// administrator's to renew.
    /// </summary>
    public Uri? ReconnectUrl => Problem.ReconnectUrl;
}

/// <summary>
/// RingCentral refuses this user or account for now, for a reason that may pass without the user (disabled, suspended, forbidden network). The
/// service keeps asking; signing in again does not help.
/// </summary>
/// <param name="problem">What the service answered.</param>
public sealed class ConnectionBlockedException(ConnectProblem problem) : RingCentralConnectException(problem)
{
    /// <summary>Why: <c>user_disabled</c>, <c>account_closed</c>, <c>network_policy</c>.</summary>
    public string? Reason => Problem.Reason;

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since => Problem.Since;
}

/// <summary>The connection was paused: it hands out no tokens until it is resumed. Its session is kept alive.</summary>
/// <param name="problem">What the service answered.</param>
public sealed class ConnectionPausedException(ConnectProblem problem) : RingCentralConnectException(problem);

/// <summary>A connect was finished, but the app has not yet confirmed by whom.</summary>
/// <param name="problem">What the service answered.</param>
public sealed class ConnectionPendingException(ConnectProblem problem) : RingCentralConnectException(problem);

/// <summary>There is no such connection, or the API key may not see it.</summary>
/// <param name="problem">What the service answered.</param>
public sealed class ConnectionNotFoundException(ConnectProblem problem) : RingCentralConnectException(problem);

/// <summary>The connection was ended by the user, an administrator or an app. The user can connect again.</summary>
/// <param name="problem">What the service answered.</param>
public sealed class ConnectionDisconnectedException(ConnectProblem problem) : RingCentralConnectException(problem)
{
    /// <summary>Since when.</summary>
    public DateTimeOffset? Since => Problem.Since;
}
