using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RingCentral.Connect.EndToEndTests.Secrets.Searching;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>What an operator keeps from everybody: passwords, and two certificates with their private keys, one in a file with a password, one in the environment.</summary>
internal sealed class OperatorSecrets : IDisposable
{
    /// <summary>Of a key of 2048 bits: 299 bytes until its private exponent, 48 in a line.</summary>
    private const int PublicLines = 7;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ringcentral-connect-operator-");
    private readonly X509Certificate2 _first = Certificate("first");
    private readonly X509Certificate2 _second = Certificate("second");

    public string ClientSecret { get; } = Password();

    public string ProviderSecret { get; } = Password();

    public string MailPassword { get; } = Password();

    public string CertificatePassword { get; } = Password();

    /// <summary>The certificate with its key, under <see cref="CertificatePassword"/>.</summary>
    public string FirstFile => Path.Combine(_folder.FullName, "first.pfx");

    /// <summary>Only the certificate: for whoever encrypts to it.</summary>
    public string PublicFile => Path.Combine(_folder.FullName, "first.crt");

    /// <summary>The certificate and its key as text.</summary>
    public string SecondText => _second.ExportCertificatePem() + "\n" + PrivateKey(_second);

    public static OperatorSecrets Make()
    {
        var made = new OperatorSecrets();
        File.WriteAllBytes(made.FirstFile, made._first.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, made.CertificatePassword));
        File.WriteAllText(made.PublicFile, made._first.ExportCertificatePem());
        return made;
    }

    /// <summary>A file for a command to write to.</summary>
    public string NewFile(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Opens a key of the key ring that the first certificate wraps.</summary>
    public RSA OpenFirst() => _first.GetRSAPrivateKey()!;

    public void Tell(KnownSecrets secrets)
    {
        secrets.Add("client secret", ClientSecret);
        secrets.Add("provider's client secret", ProviderSecret);
        secrets.Add("mail password", MailPassword);
        secrets.Add("certificate's password", CertificatePassword);
        secrets.Add("private key", SecretLines(_first));
        secrets.Add("private key", SecretLines(_second));
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Password() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_~", 40);

    /// <summary>Without those that hold the modulus, which the certificate has, too, and one time in three in the same writing.</summary>
    private static IEnumerable<string> SecretLines(X509Certificate2 certificate) =>
        PrivateKey(certificate).Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)).Skip(PublicLines);

    private static string PrivateKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
