using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.Vault.Encryption;

/// <summary>
/// Encrypts token pairs with ASP.NET Core Data Protection. The purpose names the row that a pair belongs to, so that a ciphertext
/// moved to another row does not open.
/// </summary>
internal sealed class TokenPairProtector(IDataProtectionProvider provider)
{
    private const string ConnectionPurpose = "RingCentral.Connect.Vault.Connection.v1";
    private const string RevocationPurpose = "RingCentral.Connect.Vault.Revocation.v1";

    // A payload begins with four bytes that mark it as Data Protection's, then the key's id.
    private const int KeyIdOffset = 4;
    private const int KeyIdLength = 16;

    private readonly IDataProtector _connections = provider.CreateProtector(ConnectionPurpose);
    private readonly IDataProtector _revocations = provider.CreateProtector(RevocationPurpose);

    public SealedPair SealForConnection(Guid connectionId, TokenPair pair) => Seal(_connections, connectionId, pair);

    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    public TokenPair OpenForConnection(Guid connectionId, byte[] ciphertext) => Open(_connections, connectionId, ciphertext);

    public SealedPair SealForRevocation(Guid revocationId, TokenPair pair) => Seal(_revocations, revocationId, pair);

    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    public TokenPair OpenForRevocation(Guid revocationId, byte[] ciphertext) => Open(_revocations, revocationId, ciphertext);

    private static SealedPair Seal(IDataProtector protector, Guid boundTo, TokenPair pair)
    {
        var clear = TokenPairCodec.Write(pair);
        var ciphertext = protector.CreateProtector(boundTo.ToString("N")).Protect(clear);
        CryptographicOperations.ZeroMemory(clear);
        return new SealedPair(ciphertext, new Guid(ciphertext.AsSpan(KeyIdOffset, KeyIdLength)));
    }

    private static TokenPair Open(IDataProtector protector, Guid boundTo, byte[] ciphertext)
    {
        byte[] clear = [];
        try
        {
            clear = protector.CreateProtector(boundTo.ToString("N")).Unprotect(ciphertext);
            return TokenPairCodec.Read(clear);
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidDataException)
        {
            throw new VaultUnavailableException($"The token pair of {boundTo} does not open.", exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }
}
