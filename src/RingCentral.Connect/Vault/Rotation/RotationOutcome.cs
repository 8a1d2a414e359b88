namespace RingCentral.Connect.Vault.Rotation;

/// <summary>How a rotation ended, once that is written down.</summary>
internal enum RotationOutcome
{
    /// <summary>A new pair stands in the row.</summary>
    Rotated,

    /// <summary>RingCentral cannot or will not answer now; asked again later.</summary>
    Postponed,

    /// <summary>The connection needs its user, or is blocked.</summary>
    LeftActive,

    /// <summary>The row had moved on.</summary>
    Overtaken,

    /// <summary>The stored pair does not open.</summary>
    VaultUnavailable,
}
