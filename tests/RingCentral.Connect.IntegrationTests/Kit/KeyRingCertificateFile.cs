using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A certificate that can wrap a key ring, as an operator would make it: one PEM file with certificate and key, and a PFX file.</summary>
internal sealed class KeyRingCertificateFile : IDisposable
{
    public const string Password = "opens the file";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ringcentral-connect-key-ring-");

    public KeyRingCertificateFile(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        Thumbprint = certificate.Thumbprint;
        Text = certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(Path, Text);
        File.WriteAllBytes(Pfx, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password));
    }

    public string Thumbprint { get; }

    public string Text { get; }

    public string Path => System.IO.Path.Combine(_folder.FullName, "key-ring.pem");

    public string Pfx => System.IO.Path.Combine(_folder.FullName, "key-ring.pfx");

    /// <summary>Settings of a node that has these certificates, the first of which wraps.</summary>
    public static string[] Settings(params KeyRingCertificateFile[] files) =>
        [.. files.Select((file, index) => $"--DataProtection:Certificates:{index}:Path={file.Path}")];

    public void Dispose() => _folder.Delete(recursive: true);
}
