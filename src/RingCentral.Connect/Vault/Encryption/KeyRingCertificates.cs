namespace RingCentral.Connect.Vault.Encryption;

/// <summary>What is known of the certificates that wrap the key ring, in the order of the configuration; none where keys lie unprotected.</summary>
internal sealed record KeyRingCertificates(IReadOnlyList<WrappingCertificate> All)
{
    /// <summary>Wraps new keys; null where keys lie unprotected.</summary>
    public WrappingCertificate? First => All.Count > 0 ? All[0] : null;
}

/// <summary>A certificate, without its key.</summary>
/// <param name="Thumbprint">SHA-1 in upper-case hexadecimal digits, as <c>openssl x509 -fingerprint</c> tells it.</param>
/// <param name="Subject">Its name.</param>
/// <param name="EndsAt">When it ends. It wraps and unwraps beyond that; the date reminds whoever must replace it.</param>
internal sealed record WrappingCertificate(string Thumbprint, string Subject, DateTimeOffset EndsAt);
