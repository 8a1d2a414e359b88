namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>How the key ring is wrapped; section <c>DataProtection</c>.</summary>
internal sealed class KeyRingOptions
{
    public const string Section = "DataProtection";

    /// <summary>Certificates with private keys. The first wraps new keys, all of them open old ones.</summary>
    public IList<KeyRingCertificate> Certificates { get; } = [];

    /// <summary>Lets Production start with a key ring that anybody can use who reads the database.</summary>
    public bool AllowUnprotectedKeys { get; set; }
}

/// <summary>One certificate.</summary>
internal sealed class KeyRingCertificate
{
    /// <summary>
    /// A PFX file, or a PEM file with the certificate and, unless <see cref="KeyPath"/> says otherwise, its key. A value that begins with
    /// <c>-----BEGIN</c> is the PEM itself, as it comes from an environment variable.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>The key's PEM file, or its PEM, where it is not in <see cref="Path"/>.</summary>
    public string? KeyPath { get; set; }

    /// <summary>The password of the PFX file or of the key.</summary>
    public CertificatePassword? Password { get; set; }
}
