using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.Vault.Encryption;

/// <summary>
/// Encrypts token pairs and JWTs with ASP.NET Core Data Protection. The purpose names the row that each belongs to, so that a ciphertext
/// moved to another row does not open.
/// </summary>
internal sealed class TokenPairProtector(IDataProtectionProvider provider)
{
    private const string ConnectionPurpose = "RingCentral.Connect.Vault.Connection.v1";
    private const string RevocationPurpose = "RingCentral.Connect.Vault.Revocation.v1";
    private const string JwtPurpose = "RingCentral.Connect.Vault.Jwt.v1";

    private readonly IDataProtector _connections = provider.CreateProtector(ConnectionPurpose);
    private readonly IDataProtector _revocations = provider.CreateProtector(RevocationPurpose);
    private readonly IDataProtector _jwts = provider.CreateProtector(JwtPurpose);

    public SealedPair SealForConnection(Guid connectionId, TokenPair pair) => Seal(_connections, connectionId, TokenPairCodec.Write(pair));

    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    public TokenPair OpenForConnection(Guid connectionId, byte[] ciphertext) => Open(_connections, connectionId, ciphertext, TokenPairCodec.Read);

    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    public AccessToken OpenAccessToken(Guid connectionId, byte[] ciphertext) => Open(_connections, connectionId, ciphertext, TokenPairCodec.ReadAccessToken);

    public SealedPair SealForRevocation(Guid revocationId, TokenPair pair) => Seal(_revocations, revocationId, TokenPairCodec.Write(pair));

    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    public TokenPair OpenForRevocation(Guid revocationId, byte[] ciphertext) => Open(_revocations, revocationId, ciphertext, TokenPairCodec.Read);

    public SealedPair SealForConnection(Guid connectionId, JwtAssertion assertion) => Seal(_jwts, connectionId, Encoding.UTF8.GetBytes(assertion.Reveal()));

    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    public JwtAssertion OpenJwtForConnection(Guid connectionId, byte[] ciphertext) =>
        Open(_jwts, connectionId, ciphertext, clear => new JwtAssertion(Encoding.UTF8.GetString(clear)));

    /// <inheritdoc cref="Resealing.Reseal"/>
    public byte[] ResealForConnection(Guid connectionId, byte[] ciphertext) => Bound(_connections, connectionId).Reseal(ciphertext);

    /// <inheritdoc cref="Resealing.Reseal"/>
    public byte[] ResealForRevocation(Guid revocationId, byte[] ciphertext) => Bound(_revocations, revocationId).Reseal(ciphertext);

    /// <inheritdoc cref="Resealing.Reseal"/>
    public byte[] ResealJwtForConnection(Guid connectionId, byte[] ciphertext) => Bound(_jwts, connectionId).Reseal(ciphertext);

    private static IDataProtector Bound(IDataProtector protector, Guid boundTo) => protector.CreateProtector(boundTo.ToString("N"));

    private static SealedPair Seal(IDataProtector protector, Guid boundTo, byte[] clear)
    {
        var ciphertext = Bound(protector, boundTo).Protect(clear);
        CryptographicOperations.ZeroMemory(clear);
        return SealedPair.Of(ciphertext);
    }

    private static T Open<T>(IDataProtector protector, Guid boundTo, byte[] ciphertext, Func<byte[], T> read)
    {
        byte[] clear = [];
        try
        {
            clear = Bound(protector, boundTo).Unprotect(ciphertext);
            return read(clear);
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidDataException)
        {
            throw new VaultUnavailableException($"The {typeof(T).Name} of {boundTo} does not open.", exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }
}
