using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Api.Idempotency;

/// <summary>Encrypts kept answers, each bound to its row: one may hold a link that lets somebody in.</summary>
internal sealed class AnswerProtector(IDataProtectionProvider protection)
{
    private const string Purpose = "RingCentral.Connect.Api.IdempotentAnswer.v1";

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    public byte[] Seal(Guid apiKeyId, string key, KeptAnswer answer) =>
        ProtectorOf(apiKeyId, key).Protect(JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Default.KeptAnswer));

    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    public KeptAnswer Open(Guid apiKeyId, string key, byte[] ciphertext)
    {
        try
        {
            return JsonSerializer.Deserialize(ProtectorOf(apiKeyId, key).Unprotect(ciphertext), ApiJson.Default.KeptAnswer)!;
        }
        catch (CryptographicException exception)
        {
            throw new VaultUnavailableException("A kept answer does not open.", exception);
        }
    }

    /// <summary>The same answer under the key that encrypts now.</summary>
    /// <exception cref="CryptographicException">The ciphertext does not open.</exception>
    public byte[] Reseal(Guid apiKeyId, string key, byte[] ciphertext) => ProtectorOf(apiKeyId, key).Reseal(ciphertext);

    private IDataProtector ProtectorOf(Guid apiKeyId, string key) => _protector.CreateProtector(apiKeyId.ToString("N"), key);
}
