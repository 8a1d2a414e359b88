using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace RingCentral.Connect.Vault.Encryption;

/// <summary>Encrypts anew what was encrypted under an older key.</summary>
internal static class Resealing
{
    /// <summary>The same content under the key that encrypts now.</summary>
    /// <exception cref="CryptographicException">The ciphertext does not open.</exception>
    public static byte[] Reseal(this IDataProtector protector, byte[] ciphertext)
    {
        var clear = protector.Unprotect(ciphertext);
        try
        {
            return protector.Protect(clear);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }
}
