namespace RingCentral.Connect.Vault.Rotation;

/// <summary>Our own names for failures, where RingCentral gave no code.</summary>
internal static class FailureNames
{
    /// <summary>The stored pair does not open.</summary>
    public const string VaultUnavailable = "vault_unavailable";
}
