namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>What can go wrong, or be done by somebody, in the middle of keep-alive.</summary>
internal enum Trouble
{
    /// <summary>kill -9 of a node, and a start.</summary>
    KillNode,

    /// <summary>kill -9 of all nodes while RingCentral has rotated and its replies are on their way.</summary>
    KillBetweenReplyAndCommit,

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

    /// <summary>A user connects again while the old session is being rotated.</summary>
    Reconnect,

    /// <summary>An admin disconnects while the session is being rotated.</summary>
    Disconnect,

    /// <summary>An app writes metadata while the session is being rotated.</summary>
    ChangeMetadata,

    /// <summary>The user ends the session at RingCentral.</summary>
    EndSession,
}
