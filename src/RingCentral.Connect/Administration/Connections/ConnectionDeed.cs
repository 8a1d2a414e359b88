namespace RingCentral.Connect.Administration.Connections;

/// <summary>What an administrator can do to a connection.</summary>
internal enum ConnectionDeed
{
    /// <summary>A new token pair now.</summary>
    Rotate,

    /// <summary>Ask RingCentral once more for a connection that is flagged.</summary>
    Check,

    /// <summary>Ask RingCentral with the access token that is held.</summary>
    Test,

    /// <summary>A fresh token is always to be at hand.</summary>
    KeepWarm,

    /// <summary>As the configuration says.</summary>
    KeepAsUsual,

    /// <summary>No tokens for apps.</summary>
    Pause,

    /// <summary>Tokens for apps again.</summary>
    Resume,

    /// <summary>Another RingCentral user may take it over.</summary>
    AllowOther,

    /// <summary>No longer.</summary>
    RefuseOther,

    /// <summary>A sign-in link to its user.</summary>
    Mail,

    /// <summary>End it.</summary>
    Disconnect,

    /// <summary>End it and erase it.</summary>
    Delete,
}

/// <summary>How it went.</summary>
internal enum DeedResult
{
    /// <summary>As it was asked for.</summary>
    Done,

    /// <summary>There is no such connection.</summary>
    NotFound,

    /// <summary>The connection's state does not allow it.</summary>
    WrongState,

    /// <summary>RingCentral gives no new pair, or the connection's state does not allow one: the state says which.</summary>
    NoNewPair,

    /// <summary>RingCentral was asked, and keeps to what it said before.</summary>
    StillRefused,

    /// <summary>RingCentral could not do it now; it is asked again.</summary>
    NotNow,

    /// <summary>What is stored does not open.</summary>
    VaultUnavailable,

    /// <summary>Too much was asked of this connection in a short time.</summary>
    TooOften,

    /// <summary>RingCentral takes the access token.</summary>
    TokenWorks,

    /// <summary>RingCentral refuses the access token.</summary>
    TokenRefused,

    /// <summary>There is nothing that could be tested at the moment.</summary>
    NothingToTest,

    /// <summary>RingCentral gave no answer that tells.</summary>
    NoAnswer,

    /// <summary>The mail stands in the queue.</summary>
    MailQueued,

    /// <summary>Mail to users is not configured.</summary>
    MailOff,

    /// <summary>No mail address of the user is known.</summary>
    NoAddress,

    /// <summary>The user wants no reminders.</summary>
    OptedOut,

    /// <summary>Not done: the work that it was a part of was stopped before.</summary>
    Stopped,

    /// <summary>The service failed; its log says how.</summary>
    Failed,
}
