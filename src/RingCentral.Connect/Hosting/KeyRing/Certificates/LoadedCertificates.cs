using System.Security.Cryptography.X509Certificates;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Hosting.KeyRing.Certificates;

/// <summary>The certificates with their private keys, in the order of the configuration.</summary>
internal sealed record LoadedCertificates(IReadOnlyList<X509Certificate2> All)
{
    /// <summary>Wraps new keys; null where keys lie unprotected.</summary>
    public X509Certificate2? First => All.Count > 0 ? All[0] : null;

    /// <summary>What may be told of them.</summary>
    public KeyRingCertificates Describe() => new([.. All.Select(Describe)]);

    /// <summary>What may be told of one.</summary>
    public static WrappingCertificate Describe(X509Certificate2 certificate) => new(certificate.Thumbprint, certificate.Subject, certificate.NotAfter.ToUniversalTime());
}
