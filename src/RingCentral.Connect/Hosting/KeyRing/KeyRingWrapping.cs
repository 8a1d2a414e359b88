using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Hosting.KeyRing.Certificates;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>
/// Wraps keys under the first certificate that lie under another one, or under none, so that a certificate can be replaced. The keys stay what they are:
/// nothing that they have encrypted changes.
/// </summary>
internal sealed partial class KeyRingWrapping(
    KeyRingTable table, LoadedCertificates certificates, NodeConsent nodes, DirectDatabase database, IServiceProvider services, ILogger<KeyRingWrapping> logger)
{
    private const string RequiresEncryption = "requiresEncryption";
    private const string DecryptorType = "decryptorType";
    private static readonly XNamespace DataProtection = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName EncryptedSecret = DataProtection + "encryptedSecret";

    /// <summary>Wraps them, where the nodes consent. Does nothing where no certificate is configured.</summary>
    /// <param name="consent">What the nodes must have said of the first certificate.</param>
    /// <param name="cancellationToken">Stops between two keys.</param>
    public async Task<WrappingResult> RunAsync(Consent consent, CancellationToken cancellationToken)
    {
        if (certificates.First is not { } first)
        {
            return WrappingResult.Nothing;
        }

        await using var held = await AdvisoryLock.TakeAsync(database, AdvisoryLock.KeyRing, cancellationToken);
        var others = (await table.ReadAsync(cancellationToken)).Where(record => record.Certificate?.Thumbprint != first.Thumbprint).ToList();
        if (others.Count == 0)
        {
            return WrappingResult.Nothing;
        }

        var missing = await nodes.MissingAsync(consent, first.Thumbprint, cancellationToken);
        if (missing.Count > 0)
        {
            Log.Waits(logger, others.Count, first.Thumbprint, string.Join(", ", missing));
            return WrappingResult.Nothing with { WaitsFor = missing };
        }

        return await WrapAllAsync(others, first, cancellationToken);
    }

    /// <summary>One key whose certificate is gone stands in no other's way.</summary>
    private async Task<WrappingResult> WrapAllAsync(IReadOnlyList<KeyRecord> records, X509Certificate2 first, CancellationToken cancellationToken)
    {
        var (wrapped, unreadable) = (0, 0);
        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                wrapped += await table.ReplaceAsync(record, Wrap(record.Xml, first), cancellationToken) ? 1 : 0;
            }
            catch (CryptographicException exception)
            {
                Log.Unreadable(logger, record.KeyId, exception);
                unreadable++;
            }
        }

        await table.TellAsync(cancellationToken);
        Log.Wrapped(logger, wrapped, first.Thumbprint);
        return new WrappingResult(wrapped, unreadable, []);
    }

    private string Wrap(string xml, X509Certificate2 certificate)
    {
        var document = XDocument.Parse(xml);
        var decryptor = new EncryptedXmlDecryptor(services);
        foreach (var secret in document.Descendants(EncryptedSecret).ToList())
        {
            secret.ReplaceWith(decryptor.Decrypt(secret.Elements().Single()));
        }

        var encryptor = new CertificateXmlEncryptor(certificate, services.GetRequiredService<ILoggerFactory>());
        foreach (var secret in document.Descendants().Where(IsSecret).ToList())
        {
            var info = encryptor.Encrypt(new XElement(secret));
            secret.ReplaceWith(new XElement(EncryptedSecret, new XAttribute(DecryptorType, info.DecryptorType.AssemblyQualifiedName!), info.EncryptedElement));
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static bool IsSecret(XElement element) => (bool?)element.Attribute(DataProtection + RequiresEncryption) == true;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Count} keys are not wrapped by the first certificate, {Thumbprint}, and stay so: these nodes do not have it, or not as their first: {Nodes}.")]
        public static partial void Waits(ILogger logger, int count, string thumbprint, string nodes);

        [LoggerMessage(2, LogLevel.Error, "Key {KeyId} was not wrapped anew: no configured certificate unwraps it.")]
        public static partial void Unreadable(ILogger logger, Guid keyId, Exception exception);

        [LoggerMessage(3, LogLevel.Information, "{Count} keys were wrapped anew, by certificate {Thumbprint}.")]
        public static partial void Wrapped(ILogger logger, int count, string thumbprint);
    }
}

/// <summary>What came of wrapping keys.</summary>
/// <param name="Wrapped">Keys that were under something else.</param>
/// <param name="Unreadable">Keys that no configured certificate unwraps; they stay as they are.</param>
/// <param name="WaitsFor">Nodes because of which nothing was wrapped, by machine and process.</param>
internal sealed record WrappingResult(int Wrapped, int Unreadable, IReadOnlyList<string> WaitsFor)
{
    /// <summary>There was nothing to do.</summary>
    public static WrappingResult Nothing { get; } = new(0, 0, []);
}
