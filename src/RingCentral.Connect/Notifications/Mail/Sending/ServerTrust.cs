using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace RingCentral.Connect.Notifications.Mail.Sending;

/// <summary>
/// Whether the mail server is who it says: its certificate must name it, and come from an authority that this machine trusts, or from the one certificate that
/// is configured. Revocation lists are not asked: mail servers often stand where those cannot be reached.
/// </summary>
internal static class ServerTrust
{
    /// <summary>The check as TLS calls it.</summary>
    /// <param name="trustedCertificate">A file; null for what the system trusts.</param>
    public static RemoteCertificateValidationCallback Check(string? trustedCertificate)
    {
        var trusted = string.IsNullOrEmpty(trustedCertificate) ? null : X509CertificateLoader.LoadCertificateFromFile(trustedCertificate);
        return (_, certificate, _, errors) => errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && trusted is not null && certificate is X509Certificate2 theirs && IsFrom(trusted, theirs));
    }

    private static bool IsFrom(X509Certificate2 trusted, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
