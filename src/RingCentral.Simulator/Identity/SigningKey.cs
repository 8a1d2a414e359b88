using System.Buffers.Text;
using System.Security.Cryptography;

namespace RingCentral.Simulator.Identity;

/// <summary>The RSA key of this run: id tokens and JWT credentials are signed with it, JWKS publishes it.</summary>
internal sealed class SigningKey : IDisposable
{
    /// <summary>Made when first needed: it takes longer than everything else at start, and most runs never sign.</summary>
    private readonly Lazy<RSA> _rsa = new(() => RSA.Create(2048));

    /// <summary>The whole key, for a later run.</summary>
    public byte[] Export()
    {
        lock (_rsa)
        {
            return _rsa.Value.ExportPkcs8PrivateKey();
        }
    }

    /// <summary>The key of an earlier run; only before the first request.</summary>
    public void Import(byte[] key)
    {
        lock (_rsa)
        {
            _rsa.Value.ImportPkcs8PrivateKey(key, out _);
        }
    }

    public string Id => Base64Url.EncodeToString(SHA256.HashData(Public.Modulus!))[..16];

    public string Modulus => Base64Url.EncodeToString(Public.Modulus);

    public string Exponent => Base64Url.EncodeToString(Public.Exponent);

    private RSAParameters Public
    {
        get
        {
            lock (_rsa)
            {
                return _rsa.Value.ExportParameters(includePrivateParameters: false);
            }
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        // RSA instances are not promised to be safe for concurrent use.
        lock (_rsa)
        {
            return _rsa.Value.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_rsa)
        {
            return _rsa.Value.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose()
    {
        if (_rsa.IsValueCreated)
        {
            _rsa.Value.Dispose();
        }
    }
}
