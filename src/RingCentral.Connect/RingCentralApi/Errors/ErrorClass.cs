namespace RingCentral.Connect.RingCentralApi.Errors;

/// <summary>What an error means for the session that met it.</summary>
internal enum ErrorClass
{
    /// <summary>The session is over: the user must sign in again.</summary>
    Terminal,

    /// <summary>Refused for a reason that may lift without the user.</summary>
    Blocked,

    /// <summary>The app registration or our request is at fault, not the session.</summary>
    Configuration,

    /// <summary>A JWT is at fault: the end of the connection that it belongs to, and of no other. Elsewhere it is read like <see cref="Configuration"/>.</summary>
    Credential,

    /// <summary>RingCentral cannot answer now.</summary>
    Transient,

    /// <summary>The authorization code cannot be redeemed: the connect starts again.</summary>
    RestartConnect,

    /// <summary>Only the access token is at fault; a refresh mends it.</summary>
    AccessToken,

    /// <summary>A refusal with a code that we do not know.</summary>
    Unknown,
}
