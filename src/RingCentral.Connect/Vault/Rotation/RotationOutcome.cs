namespace RingCentral.Connect.Vault.Rotation;

/// <summary>How a rotation ended, once that is written down.</summary>
internal enum RotationOutcome
{
    /// <summary>A new pair stands in the row.</summary>
    Rotated,

    /// <summary>RingCentral cannot or will not answer now; asked again later.</summary>
    Postponed,

    /// <summary>A terminal answer that one ask is not enough for; asked once more.</summary>
    Doubted,

    /// <summary>The old access token was proven to work after an ask without an answer; asked again later.</summary>
    ProvenUntouched,

    /// <summary>A terminal answer that the mass brake does not let us believe.</summary>
    HeldBack,

    /// <summary>RingCentral refused us as a client, not the session.</summary>
    Misconfigured,

    /// <summary>RingCentral refused the refresh token for good; the connection's JWT opens the next session, at once.</summary>
    RefreshRefused,

    /// <summary>The connection needs its user.</summary>
    Flagged,

    /// <summary>RingCentral refuses the user for a reason that may lift.</summary>
    Blocked,

    /// <summary>The row had moved on.</summary>
    Overtaken,

    /// <summary>The stored pair does not open.</summary>
    VaultUnavailable,
}
