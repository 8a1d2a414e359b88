using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.Connecting.ConnectSessions;

/// <summary>The secret part of a link, or a code that is shown once: 256 random bits in base64url. The database keeps its hash.</summary>
internal sealed class LinkSecret : Secret
{
    private const int RandomBytes = 32;
    private const int Length = 43;

    private LinkSecret(string value)
        : base(value)
    {
    }

    public static LinkSecret Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)));

    /// <summary>The secret, if a text has the form of one.</summary>
    public static LinkSecret? TryParse(string text)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        return text.Length == Length && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == RandomBytes
            ? new LinkSecret(text)
            : null;
    }

    /// <summary>SHA-256 of the text.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Reveal()));
}
