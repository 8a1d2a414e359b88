namespace RingCentral.Connect.Vault.Encryption;

/// <summary>A token pair under encryption, with the key that opens it.</summary>
/// <param name="Ciphertext">The Data Protection payload.</param>
/// <param name="KeyId">The key of the key ring that made it.</param>
internal sealed record SealedPair(byte[] Ciphertext, Guid KeyId);
