using System.Buffers;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.Api.Keys;

/// <summary>
/// An API key in clear: <c>rcc_</c>, 256 random bits, and a checksum that lets a mistyped or made-up key be refused without a look at the
/// database, and secret scanners recognise a leaked one.
/// </summary>
internal sealed class ApiKeySecret : Secret
{
    public const string Prefix = "rcc_";

    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private const int RandomBytes = 32;
    private const int ChecksumBytes = 4;
    private const int Length = 4 + 48; // prefix, then 36 bytes in base64url

    private ApiKeySecret(string value)
        : base(value)
    {
    }

    /// <summary>What the database keeps.</summary>
    public byte[] Hash()
    {
        var hash = new byte[HashLength];
        Hash(Reveal(), hash);
        return hash;
    }

    /// <summary>A new key.</summary>
    public static ApiKeySecret Create()
    {
        Span<byte> bytes = stackalloc byte[RandomBytes + ChecksumBytes];
        RandomNumberGenerator.Fill(bytes[..RandomBytes]);
        Checksum(bytes[..RandomBytes], bytes[RandomBytes..]);
        return new ApiKeySecret(Prefix + Base64Url.EncodeToString(bytes));
    }

    /// <summary>The key, if the text has the form and the checksum of one.</summary>
    public static ApiKeySecret? TryParse(string text) => IsWellFormed(text) ? new ApiKeySecret(text) : null;

    /// <summary>The hash of a key, if the text has the form and the checksum of one.</summary>
    /// <param name="text">What a caller sent.</param>
    /// <param name="hash">Room for <see cref="HashLength"/> bytes.</param>
    public static bool TryHash(ReadOnlySpan<char> text, Span<byte> hash)
    {
        if (!IsWellFormed(text))
        {
            return false;
        }

        Hash(text, hash);
        return true;
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[RandomBytes + ChecksumBytes];
        if (Base64Url.DecodeFromChars(text[Prefix.Length..], bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length)
        {
            return false;
        }

        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        Checksum(bytes[..RandomBytes], checksum);
        return CryptographicOperations.FixedTimeEquals(checksum, bytes[RandomBytes..]);
    }

    private static void Hash(ReadOnlySpan<char> text, Span<byte> hash)
    {
        Span<byte> ascii = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(text, ascii);
        SHA256.HashData(ascii, hash);
        CryptographicOperations.ZeroMemory(ascii);
    }

    private static void Checksum(ReadOnlySpan<byte> random, Span<byte> checksum) => Crc32.Hash(random, checksum);
}
