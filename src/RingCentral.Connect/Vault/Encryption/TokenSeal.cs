using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.Vault.Encryption;

/// <summary>
/// Encrypts access tokens for the memory of this process alone (AES-256-GCM), each bound to its connection. The key is made at start and stored nowhere. Data
/// Protection derives two keys anew for every payload, which is right for a database, and costs more than a whole answer from memory may.
/// </summary>
internal sealed class TokenSeal : IDisposable
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly ThreadLocal<AesGcm> _ciphers;
    private long _sealed;

    public TokenSeal()
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);

        // A cipher serves one thread at a time, and goes with it.
        _ciphers = new ThreadLocal<AesGcm>(() => new AesGcm(key, TagBytes));
    }

    /// <summary>Nonce, tag and ciphertext.</summary>
    public byte[] Seal(Guid connectionId, AccessToken token)
    {
        var clear = Encoding.UTF8.GetBytes(token.Reveal());
        var result = new byte[NonceBytes + TagBytes + clear.Length];
        var (nonce, tag, text) = Parts(result);
        BinaryPrimitives.WriteInt64LittleEndian(nonce, Interlocked.Increment(ref _sealed));
        Span<byte> boundTo = stackalloc byte[16];
        connectionId.TryWriteBytes(boundTo);
        _ciphers.Value!.Encrypt(nonce, clear, text, tag, boundTo);
        CryptographicOperations.ZeroMemory(clear);
        return result;
    }

    /// <exception cref="CryptographicException">It was made for another connection, or altered.</exception>
    public AccessToken Open(Guid connectionId, byte[] sealedToken)
    {
        var (nonce, tag, text) = Parts(sealedToken);
        Span<byte> clear = text.Length <= 1024 ? stackalloc byte[text.Length] : new byte[text.Length];
        Span<byte> boundTo = stackalloc byte[16];
        connectionId.TryWriteBytes(boundTo);
        _ciphers.Value!.Decrypt(nonce, text, tag, clear, boundTo);
        var token = new AccessToken(Encoding.UTF8.GetString(clear));
        CryptographicOperations.ZeroMemory(clear);
        return token;
    }

    public void Dispose() => _ciphers.Dispose();

    private static SealedParts Parts(byte[] whole) =>
        new(whole.AsSpan(0, NonceBytes), whole.AsSpan(NonceBytes, TagBytes), whole.AsSpan(NonceBytes + TagBytes));

    private readonly ref struct SealedParts(Span<byte> nonce, Span<byte> tag, Span<byte> text)
    {
        private readonly Span<byte> _nonce = nonce;
        private readonly Span<byte> _tag = tag;
        private readonly Span<byte> _text = text;

        public void Deconstruct(out Span<byte> nonce, out Span<byte> tag, out Span<byte> text)
        {
            nonce = _nonce;
            tag = _tag;
            text = _text;
        }
    }
}
