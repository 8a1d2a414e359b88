namespace RingCentral.Connect.Vault.Rotation;

/// <summary>Decides whether an answer that would end a session may be believed (DESIGN 6, the mass brake).</summary>
internal interface IFlagBrake
{
    /// <summary>Takes note of a terminal answer, and does not give up; false where so many sessions seem to end at once that none may be flagged now.</summary>
    Task<bool> MayFlagAsync(RotationClaim claim);
}
