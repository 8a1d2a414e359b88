using System.Buffers.Binary;
using System.Buffers.Text;

namespace RingCentral.Simulator.Sessions;

/// <summary>Session ids (22 characters of base64url): the number of the row and 12 random bytes that prove it.</summary>
internal static class SessionId
{
    private const int Length = 16;

    public static string Write(int session, in SessionRow row)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Fill(session, row, bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>An endpoint id that was made up here: of the same shape, told from the session id by a mask.</summary>
    public static string WriteEndpoint(int session, in SessionRow row)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Fill(session, row, bytes);
        foreach (ref var value in bytes)
        {
            value ^= 0xA5;
        }

        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The session of this id, or -1.</summary>
    public static int Find(SessionTable table, string? text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text is null || text.Length != 22 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Length)
        {
            return -1;
        }

        var session = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return session >= 0 && session < table.Count && Write(session, table[session]) == text ? session : -1;
    }

    private static void Fill(int session, in SessionRow row, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, session);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], row.IdLow);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], row.IdHigh);
    }
}
