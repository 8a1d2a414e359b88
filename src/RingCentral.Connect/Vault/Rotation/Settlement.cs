namespace RingCentral.Connect.Vault.Rotation;

/// <summary>What became of a result when it was written down.</summary>
internal enum Settlement
{
    /// <summary>It stands in the row.</summary>
    Written,

    /// <summary>Another node committed this generation first, with the same pair of RingCentral's, or has taken over a claim that lapsed: theirs stands.</summary>
    Superseded,

    /// <summary>The session was replaced or given up meanwhile: a pair that came for it is not kept.</summary>
    Replaced,
}
