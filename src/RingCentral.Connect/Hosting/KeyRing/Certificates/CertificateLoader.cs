using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RingCentral.Connect.Hosting.Configuration;

namespace RingCentral.Connect.Hosting.KeyRing.Certificates;

/// <summary>Reads the certificates that wrap the key ring: PFX files, PEM files, or PEM in the configuration itself.</summary>
internal static class CertificateLoader
{
    private const string PemBegins = "-----BEGIN";

    /// <summary>All of them, in order.</summary>
    /// <exception cref="ConfigurationException">One cannot be read, or cannot wrap keys.</exception>
    public static IReadOnlyList<X509Certificate2> Load(KeyRingOptions options) => [.. options.Certificates.Select((entry, index) => Load(entry, $"{KeyRingOptions.Section}:Certificates:{index}"))];

    private static X509Certificate2 Load(KeyRingCertificate entry, string key)
    {
        if (string.IsNullOrWhiteSpace(entry.Path))
        {
            throw new ConfigurationException(
                $"{key}:Path is missing: name a PFX or PEM file, or give PEM itself, for example {key.Replace(":", "__", StringComparison.Ordinal)}__Path=/run/secrets/key-ring.pfx");
        }

        var name = IsPem(entry.Path) ? "the PEM text" : $"'{entry.Path}'";
        try
        {
            return Usable(Read(entry), key, name);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{key}:Path: {name} cannot be read: {exception.Message}");
        }
    }

    private static X509Certificate2 Read(KeyRingCertificate entry)
    {
        if (!IsPem(entry.Path) && X509Certificate2.GetCertContentType(entry.Path) == X509ContentType.Pkcs12)
        {
            return X509CertificateLoader.LoadPkcs12FromFile(entry.Path, entry.Password?.Reveal());
        }

        var certificate = Pem(entry.Path);
        var privateKey = string.IsNullOrWhiteSpace(entry.KeyPath) ? certificate : Pem(entry.KeyPath);
        return entry.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPem(certificate, privateKey, password.Reveal())
            : X509Certificate2.CreateFromPem(certificate, privateKey);
    }

    private static X509Certificate2 Usable(X509Certificate2 certificate, string key, string name)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new ConfigurationException($"{key}:Path: {name} holds no private key: what it wraps could not be opened again.");
        }

        using var rsa = certificate.GetRSAPrivateKey();
        return rsa is null ? throw new ConfigurationException($"{key}:Path: {name} has no RSA key; only RSA can wrap the key ring.") : certificate;
    }

    private static bool IsPem(string value) => value.TrimStart().StartsWith(PemBegins, StringComparison.Ordinal);

    /// <summary>Files of environment variables carry no line breaks: there they are written as <c>\n</c>.</summary>
    private static string Pem(string value) => IsPem(value) ? value.Replace("\\n", "\n", StringComparison.Ordinal) : File.ReadAllText(value);
}
