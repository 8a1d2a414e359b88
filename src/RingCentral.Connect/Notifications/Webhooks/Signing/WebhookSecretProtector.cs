using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace RingCentral.Connect.Notifications.Webhooks.Signing;

/// <summary>Encrypts the secrets of endpoints with ASP.NET Core Data Protection, each bound to its endpoint.</summary>
internal sealed class WebhookSecretProtector(IDataProtectionProvider provider)
{
    private const string Purpose = "RingCentral.Connect.Notifications.WebhookSecret.v1";

    // A payload begins with four bytes that mark it as Data Protection's, then the key's id.
    private const int KeyIdOffset = 4;
    private const int KeyIdLength = 16;

    private readonly IDataProtector _protector = provider.CreateProtector(Purpose);

    /// <summary>The secret under encryption, and the key of the key ring that opens it.</summary>
    public (byte[] Ciphertext, Guid KeyId) Seal(Guid endpointId, WebhookSecret secret)
    {
        var ciphertext = ProtectorOf(endpointId).Protect(secret.Key);
        return (ciphertext, new Guid(ciphertext.AsSpan(KeyIdOffset, KeyIdLength)));
    }

    /// <exception cref="CryptographicException">The ciphertext does not open: its key is missing, or it belongs to another endpoint.</exception>
    public WebhookSecret Open(Guid endpointId, byte[] ciphertext) => WebhookSecret.Of(ProtectorOf(endpointId).Unprotect(ciphertext));

    /// <summary>The same secret under the key that encrypts now.</summary>
    /// <exception cref="CryptographicException">The ciphertext does not open.</exception>
    public byte[] Reseal(Guid endpointId, byte[] ciphertext) => Seal(endpointId, Open(endpointId, ciphertext)).Ciphertext;

    private IDataProtector ProtectorOf(Guid endpointId) => _protector.CreateProtector(endpointId.ToString("N"));
}
