namespace RingCentral.Connect.Vault.Encryption;

/// <summary>
/// A ciphertext does not open: its key is missing from the ring, or it was altered or moved. It is never taken for a dead session:
/// nothing is flagged and nothing erased (DESIGN 5, point 8).
/// </summary>
internal sealed class VaultUnavailableException : Exception
{
    public VaultUnavailableException()
    {
    }

    public VaultUnavailableException(string message)
        : base(message)
    {
    }

    public VaultUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
