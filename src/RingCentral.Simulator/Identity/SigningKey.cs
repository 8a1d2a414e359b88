using System.Buffers.Text;
using System.Security.Cryptography;

namespace RingCentral.Simulator.Identity;

/// <summary>The RSA key of this run: id tokens and JWT credentials are signed with it, JWKS publishes it.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public SigningKey()
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        Modulus = Base64Url.EncodeToString(parameters.Modulus);
        Exponent = Base64Url.EncodeToString(parameters.Exponent);
        Id = Base64Url.EncodeToString(SHA256.HashData(parameters.Modulus!))[..16];
    }

    public string Id { get; }

    public string Modulus { get; }

    public string Exponent { get; }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        // RSA instances are not promised to be safe for concurrent use.
        lock (_rsa)
        {
            return _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_rsa)
        {
            return _rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose()
    {
        _rsa.Dispose();
    }
}
