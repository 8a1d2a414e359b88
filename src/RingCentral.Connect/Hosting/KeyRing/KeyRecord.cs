using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using RingCentral.Connect.Hosting.KeyRing.Certificates;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>A key as it is stored; prints no more than its id.</summary>
internal sealed class KeyRecord
{
    private static readonly XNamespace Signature = "http://www.w3.org/2000/09/xmldsig#";

    public required int RowId { get; init; }

    public required Guid KeyId { get; init; }

    /// <summary>The row's text: the key, under a certificate or not.</summary>
    public required string Xml { get; init; }

    /// <summary>The certificate that wraps it; null where it lies unprotected.</summary>
    public required WrappingCertificate? Certificate { get; init; }

    /// <summary>Reads a row; null where it is no key.</summary>
    public static KeyRecord? Of(int rowId, string xml)
    {
        var element = XElement.Parse(xml);
        return element.Name.LocalName == "key" && Guid.TryParse((string?)element.Attribute("id"), out var keyId)
            ? new KeyRecord { RowId = rowId, KeyId = keyId, Xml = xml, Certificate = CertificateOf(element) }
            : null;
    }

    public override string ToString() => $"{nameof(KeyRecord)} {KeyId}";

    private static WrappingCertificate? CertificateOf(XElement element)
    {
        if (element.Descendants(Signature + "X509Certificate").FirstOrDefault()?.Value is not { } text)
        {
            return null;
        }

        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text));
        return LoadedCertificates.Describe(certificate);
    }
}
