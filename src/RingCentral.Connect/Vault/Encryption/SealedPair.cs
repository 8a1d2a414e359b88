namespace RingCentral.Connect.Vault.Encryption;

/// <summary>A token pair, or a JWT, under encryption, with the key that opens it.</summary>
/// <param name="Ciphertext">The Data Protection payload.</param>
/// <param name="KeyId">The key of the key ring that made it.</param>
internal sealed record SealedPair(byte[] Ciphertext, Guid KeyId)
{
    // A payload begins with four bytes that mark it as Data Protection's, then the key's id.
    private const int KeyIdOffset = 4;
    private const int KeyIdLength = 16;

    /// <summary>A payload, with the key that it names.</summary>
    public static SealedPair Of(byte[] ciphertext) => new(ciphertext, new Guid(ciphertext.AsSpan(KeyIdOffset, KeyIdLength)));
}
