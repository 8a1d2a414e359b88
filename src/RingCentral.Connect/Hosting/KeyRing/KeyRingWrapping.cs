using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Hosting.KeyRing.Certificates;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>
/// Wraps keys under the first certificate that lie under another one, or under none, so that a certificate can be replaced. The keys stay what they are:
/// nothing that they have encrypted changes.
/// </summary>
internal sealed class KeyRingWrapping(
    KeyRingTable table, LoadedCertificates certificates, DirectDatabase database, IServiceProvider services, ILoggerFactory loggers)
{
    private const string RequiresEncryption = "requiresEncryption";
    private const string DecryptorType = "decryptorType";
    private static readonly XNamespace DataProtection = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName EncryptedSecret = DataProtection + "encryptedSecret";

    /// <summary>Wraps them.</summary>
    /// <returns>How many were under something else; 0 where no certificate is configured.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">No configured certificate opens one.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (certificates.First is not { } first)
        {
            return 0;
        }

        await using var held = await AdvisoryLock.TakeAsync(database, AdvisoryLock.KeyRing, cancellationToken);
        var wrapped = 0;
        foreach (var record in (await table.ReadAsync(cancellationToken)).Where(record => record.Certificate?.Thumbprint != first.Thumbprint))
        {
            wrapped += await table.ReplaceAsync(record, Wrap(record.Xml, first), cancellationToken) ? 1 : 0;
        }

        await table.TellAsync(cancellationToken);
        return wrapped;
    }

    private string Wrap(string xml, X509Certificate2 certificate)
    {
        var document = XDocument.Parse(xml);
        var decryptor = new EncryptedXmlDecryptor(services);
        foreach (var secret in document.Descendants(EncryptedSecret).ToList())
        {
            secret.ReplaceWith(decryptor.Decrypt(secret.Elements().Single()));
        }

        var encryptor = new CertificateXmlEncryptor(certificate, loggers);
        foreach (var secret in document.Descendants().Where(IsSecret).ToList())
        {
            var info = encryptor.Encrypt(new XElement(secret));
            secret.ReplaceWith(new XElement(EncryptedSecret, new XAttribute(DecryptorType, info.DecryptorType.AssemblyQualifiedName!), info.EncryptedElement));
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static bool IsSecret(XElement element) => (bool?)element.Attribute(DataProtection + RequiresEncryption) == true;
}
