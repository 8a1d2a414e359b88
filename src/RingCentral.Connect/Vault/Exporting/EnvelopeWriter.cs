using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RingCentral.Connect.Vault.Exporting;

/// <summary>
/// Encrypts text to a certificate (CMS, RFC 5652; AES-256, the key under RSA-OAEP). The class of the framework holds a whole message in memory, so a long
/// text becomes several messages, one after the other in one file, each a PEM block that opens by itself.
/// </summary>
internal sealed class EnvelopeWriter(Stream output, X509Certificate2 certificate) : IAsyncDisposable
{
    /// <summary>A message holds about this much, in whole lines: memory stays bounded, and the usual fleet fits into one.</summary>
    public const int MessageBytes = 4 * 1024 * 1024;

    private const string Label = "CMS";
    private const string Aes256 = "2.16.840.1.101.3.4.1.42";
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private readonly MemoryStream _lines = new(MessageBytes + (64 * 1024));

    /// <summary>Whether a certificate can be encrypted to: one with an RSA key.</summary>
    public static bool CanEncryptTo(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey();
        return key is not null;
    }

    /// <summary>Adds a line.</summary>
    public async Task WriteLineAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        _lines.Write(line.Span);
        _lines.Write(NewLine);
        if (_lines.Length >= MessageBytes)
        {
            await SealAsync(cancellationToken);
        }
    }

    /// <summary>Writes what is left. Without it the file is not whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_lines.Length > 0)
        {
            await SealAsync(cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        CryptographicOperations.ZeroMemory(_lines.GetBuffer());
        return _lines.DisposeAsync();
    }

    private async Task SealAsync(CancellationToken cancellationToken)
    {
        var clear = _lines.ToArray();
        var message = new EnvelopedCms(new ContentInfo(clear), new AlgorithmIdentifier(new Oid(Aes256)));
        message.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, certificate, RSAEncryptionPadding.OaepSHA256));
        CryptographicOperations.ZeroMemory(clear);
        CryptographicOperations.ZeroMemory(_lines.GetBuffer());
        _lines.SetLength(0);
        await output.WriteAsync(Encoding.ASCII.GetBytes(PemEncoding.WriteString(Label, message.Encode())), cancellationToken);
        await output.WriteAsync(NewLine, cancellationToken);
    }
}
