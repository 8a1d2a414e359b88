using System.Buffers;
using System.Buffers.Text;

namespace RingCentral.Connect.Api.Requests;

/// <summary>
/// Where a list goes on, as callers see it: the id of the last row that they got. Not sealed, since it gives no right that a caller does not have; but read
/// strictly, so that a cursor which was cut or mixed up is refused and does not pass for another place.
/// </summary>
internal static class Cursors
{
    private const int IdLength = 16;
    private const int TextLength = 22;

    /// <summary>The rule, as told to whoever broke it.</summary>
    public const string Rule = "is not a cursor of this call: send next_cursor as it came";

    public static string Write(Guid id)
    {
        Span<byte> bytes = stackalloc byte[IdLength];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, out Guid id)
    {
        Span<byte> bytes = stackalloc byte[IdLength];
        id = Guid.Empty;
        if (text.Length != TextLength || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != IdLength)
        {
            return false;
        }

        id = new Guid(bytes, bigEndian: true);
        return Write(id) == text;
    }
}
