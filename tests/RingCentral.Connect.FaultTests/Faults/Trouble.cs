namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>What can go wrong, or be done by somebody, in the middle of keep-alive.</summary>
internal enum Trouble
{
    /// <summary>kill -9 of a node, and a start.</summary>
    KillNode,

    /// <summary>kill -9 of all nodes while RingCentral has rotated and its replies are on their way.</summary>
    KillBetweenReplyAndCommit,

    /// <summary>kill -9 of all nodes as soon as one has claimed.</summary>
    KillAfterClaim,

    /// <summary>kill -9 of all nodes while RingCentral has been asked and has done nothing yet.</summary>
    KillDuringAsk,

    /// <summary>kill -9 of all nodes as soon as one has committed.</summary>
    KillAfterCommit,

    /// <summary>RingCentral rotates, and nobody hears of it.</summary>
    LoseReplies,

    /// <summary>Half an answer.</summary>
    CutReplies,

    /// <summary>A TCP reset, nothing done.</summary>
    ResetConnections,

    /// <summary>500, 502, 503 or 504.</summary>
    ServerErrors,

    /// <summary>429 with a penalty.</summary>
    RateLimit,

    /// <summary>Answers that take seconds, or longer than one ask may.</summary>
    SlowReplies,

    /// <summary>A web page where JSON should be.</summary>
    WebPages,

    /// <summary>PostgreSQL is restarted in order.</summary>
    RestartDatabase,

    /// <summary>PostgreSQL crashes and recovers.</summary>
    CrashDatabase,

    /// <summary>PostgreSQL stands still for ten seconds, with all its connections open.</summary>
    FreezeDatabase,

    /// <summary>PostgreSQL works a quarter of the time, in small pieces, for eight seconds.</summary>
    SlowDatabase,

    /// <summary>The wall clock of a node jumps two minutes ahead or back, or is right again.</summary>
    StepClock,

    /// <summary>A user connects again while the old session is being rotated.</summary>
    Reconnect,

    /// <summary>An admin disconnects while the session is being rotated.</summary>
    Disconnect,

    /// <summary>An app writes metadata while the session is being rotated.</summary>
    ChangeMetadata,

    /// <summary>The session is ended at RingCentral: by the user, a new password, an administrator, or with the user.</summary>
    EndSession,
}
