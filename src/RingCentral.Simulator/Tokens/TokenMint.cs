using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RingCentral.Simulator.Tokens;

internal enum TokenKind : byte
{
    Access = 1,
    Refresh = 2,
    Code = 3,
}

internal enum TokenShape
{
    /// <summary>Not a token text at all (OAU-149).</summary>
    Malformed,

    /// <summary>Has the shape of one, but was never issued here (OAU-213).</summary>
    Foreign,
    Ours,
}

internal readonly record struct TokenKey(TokenKind Kind, int Session, int Generation);

/// <summary>
/// Token texts as RINGCENTRAL section 9 suggests, base64 of "SIM01P01PAS01|" and more. The rest is the session's number, the generation and a
/// keyed hash of both, so that no text has to be remembered and none can be guessed.
/// </summary>
internal sealed class TokenMint
{
    private const int HeaderLength = 16;
    private const int KeyLength = 32;
    private const int TailLength = 32;
    private const int PayloadLength = HeaderLength + TailLength;
    private const int PayloadTextLength = PayloadLength / 3 * 4;

    private static readonly byte[] Pod = Encoding.ASCII.GetBytes("SIM01P01PAS01|");
    private static readonly int InnerLength = Pod.Length + PayloadTextLength;

    /// <summary>Every token text has this length: 78 bytes in base64, without padding.</summary>
    public static readonly int TextLength = InnerLength / 3 * 4;

    private byte[] _key = RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>Another key makes every token of the run before unknown; so that of an earlier run is set before the first request.</summary>
    public byte[] Key
    {
        get => _key;
        set => _key = value.Length == KeyLength ? value : throw new ArgumentException($"A key has {KeyLength} bytes.", nameof(value));
    }

    public string Write(in TokenKey key)
    {
        Span<byte> text = stackalloc byte[TextLength];
        Write(key, text);
        return Encoding.ASCII.GetString(text);
    }

    public void Write(in TokenKey key, Span<byte> text)
    {
        Span<byte> payload = stackalloc byte[PayloadLength];
        Span<byte> inner = stackalloc byte[InnerLength];
        WriteHeader(key, payload);
        WriteTail(payload);
        Pod.CopyTo(inner);
        Base64Url.EncodeToUtf8(payload, inner[Pod.Length..]);
        Base64.EncodeToUtf8(inner, text, out _, out _);
    }

    public TokenShape Read(ReadOnlySpan<char> text, out TokenKey key)
    {
        key = default;
        Span<byte> utf8 = stackalloc byte[TextLength];
        Span<byte> inner = stackalloc byte[InnerLength];
        Span<byte> payload = stackalloc byte[PayloadLength];
        if (text.Length != TextLength
            || Encoding.ASCII.GetBytes(text, utf8) != TextLength
            || Base64.DecodeFromUtf8(utf8, inner, out _, out var length) != System.Buffers.OperationStatus.Done || length != InnerLength
            || !inner.StartsWith(Pod)
            || !Base64Url.TryDecodeFromUtf8(inner[Pod.Length..], payload, out length) || length != PayloadLength)
        {
            return TokenShape.Malformed;
        }

        return Check(payload, out key) ? TokenShape.Ours : TokenShape.Foreign;
    }

    private bool Check(ReadOnlySpan<byte> payload, out TokenKey key)
    {
        Span<byte> expected = stackalloc byte[PayloadLength];
        payload[..HeaderLength].CopyTo(expected);
        WriteTail(expected);
        key = new TokenKey((TokenKind)payload[0], BinaryPrimitives.ReadInt32BigEndian(payload[4..]), BinaryPrimitives.ReadInt32BigEndian(payload[8..]));
        return CryptographicOperations.FixedTimeEquals(expected, payload);
    }

    private static void WriteHeader(in TokenKey key, Span<byte> payload)
    {
        payload[..HeaderLength].Clear();
        payload[0] = (byte)key.Kind;
        BinaryPrimitives.WriteInt32BigEndian(payload[4..], key.Session);
        BinaryPrimitives.WriteInt32BigEndian(payload[8..], key.Generation);
    }

    private void WriteTail(Span<byte> payload)
    {
        // Key first, then a header of fixed length: one block of SHA-256, a third of the time of HMAC, and with nothing to extend.
        Span<byte> input = stackalloc byte[KeyLength + HeaderLength];
        _key.CopyTo(input);
        payload[..HeaderLength].CopyTo(input[KeyLength..]);
        SHA256.HashData(input, payload[HeaderLength..]);
    }
}
