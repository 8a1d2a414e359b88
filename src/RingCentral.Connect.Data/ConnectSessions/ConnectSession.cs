namespace RingCentral.Connect.Data.ConnectSessions;

/// <summary>
/// A short-lived invitation for one user to connect or reconnect, made by app code or an administrator. Not a session at RingCentral: it may end in one.
/// </summary>
public sealed class ConnectSession
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the secret part of the link.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>The app's own identifier of the user who is invited; a known one makes it a reconnect.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Where the browser goes afterwards; null shows a page of ours.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Passed on to RingCentral's sign-in page.</summary>
    public string? LoginHint { get; init; }

    /// <summary>The app's own JSON object, given to the connection when it is made; null leaves what is there.</summary>
    public string? Metadata { get; init; }

    /// <summary>Whether the app must confirm who finished the flow before anything is kept.</summary>
    public bool RequireCompletion { get; init; }

    /// <summary>Origin of the RingCentral server to sign in at.</summary>
    public required string ServerUrl { get; init; }

    /// <summary>Who made it, as history names them.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>No attempt is started after this moment.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    public required ConnectSessionState State { get; set; }

    /// <summary>How the latest attempt ended that did not connect; null while there was none.</summary>
    public AttemptOutcome? LastOutcome { get; set; }

    /// <summary>The connection that came of it.</summary>
    public Guid? ConnectionId { get; set; }

    /// <summary>When the first successful attempt consumed it.</summary>
    public DateTimeOffset? ConsumedAt { get; set; }

    /// <summary>SHA-256 of the code with which the app confirms; null unless it awaits completion.</summary>
    public byte[]? CompletionCodeHash { get; set; }

    /// <summary>Until when the app may confirm.</summary>
    public DateTimeOffset? CompleteBy { get; set; }

    /// <summary>The session at RingCentral that waits for confirmation, with its user, under Data Protection and bound to <see cref="Id"/>.</summary>
    public byte[]? Ciphertext { get; set; }

    public Guid? KeyId { get; set; }
}

/// <summary>Where a connect session stands.</summary>
public enum ConnectSessionState
{
    /// <summary>Nobody has finished it.</summary>
    Open,

    /// <summary>Somebody has signed in, and the app has not confirmed it yet.</summary>
    AwaitingCompletion,

    /// <summary>It ended in a connection.</summary>
    Connected,

    /// <summary>It was not confirmed in time, or for another user: what came is revoked.</summary>
    Abandoned,

    /// <summary>It was taken back: what attempts under way bring is revoked.</summary>
    Ended,
}

/// <summary>How an attempt ended that did not connect.</summary>
public enum AttemptOutcome
{
    /// <summary>The user said no at RingCentral.</summary>
    Denied,

    /// <summary>Anything else.</summary>
    Failed,
}
