namespace RingCentral.Connect.Vault.Rotation;

/// <summary>What became of a result when it was written down.</summary>
internal enum Settlement
{
    /// <summary>It stands in the row.</summary>
    Written,

    /// <summary>Another node committed this generation first: RingCentral gave both of us the same pair, and theirs stands.</summary>
    Superseded,

    /// <summary>The session was replaced or given up meanwhile: a pair that came for it is not kept.</summary>
    Replaced,
}
