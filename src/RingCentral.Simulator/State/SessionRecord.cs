using System.Runtime.InteropServices;
using System.Text;
using RingCentral.Simulator.Sessions;

namespace RingCentral.Simulator.State;

/// <summary>
/// A session's row as bytes: sixteen numbers and two texts. The chain of a user's sessions is not written; it follows from the rows.
/// </summary>
internal static class SessionRecord
{
    private const int Numbers = 16;
    private const int ScopeLengthAt = Numbers * sizeof(long);
    private const int TextsAt = ScopeLengthAt + sizeof(int);
    private const uint RefreshTokenFlag = 1u << 24;
    private const uint OpenIdFlag = 1u << 25;
    private const uint EndpointFlag = 1u << 26;

    public static int LengthOf(in SessionRow row)
    {
        return TextsAt + Encoding.UTF8.GetByteCount(row.Scope) + Encoding.UTF8.GetByteCount(row.EndpointId ?? "");
    }

    public static void Write(int session, in SessionRow row, Span<byte> body)
    {
        ReadOnlySpan<long> numbers =
        [
            Pack((uint)session, (uint)row.User), Pack(row.IdLow, Flags(row)), (long)row.IdHigh, Pack((uint)row.AccessGeneration, (uint)row.RefreshGeneration),
            row.CreatedAt, row.EndedAt, row.LastUsedAt, row.IssuedAt, row.AccessExpiresAt, row.RefreshExpiresAt, row.FirstUsedAt, row.RotatedAt,
            row.AbsoluteEndAt, row.IdleTimeout, row.AccessLifetime, row.RefreshLifetime,
        ];
        MemoryMarshal.AsBytes(numbers).CopyTo(body);
        var scopeLength = Encoding.UTF8.GetBytes(row.Scope, body[TextsAt..]);
        MemoryMarshal.Write(body[ScopeLengthAt..], scopeLength);
        Encoding.UTF8.GetBytes(row.EndpointId ?? "", body[(TextsAt + scopeLength)..]);
    }

    /// <param name="body">The record.</param>
    /// <param name="shared">Gives one text for all equal scopes.</param>
    /// <param name="row">What was written.</param>
    /// <returns>The session's number.</returns>
    public static int Read(ReadOnlySpan<byte> body, Func<string, string> shared, out SessionRow row)
    {
        var numbers = MemoryMarshal.Cast<byte, long>(body[..ScopeLengthAt]);
        var texts = body[TextsAt..];
        var scopeLength = MemoryMarshal.Read<int>(body[ScopeLengthAt..]);
        var flags = High(numbers[1]);
        row = new SessionRow
        {
            User = (int)High(numbers[0]),
            NextOfUser = -1,
            IdLow = Low(numbers[1]),
            App = (short)(flags & 0xFFFF),
            Ended = (EndReason)((flags >> 16) & 0xFF),
            HasRefreshToken = (flags & RefreshTokenFlag) != 0,
            OpenId = (flags & OpenIdFlag) != 0,
            IdHigh = (ulong)numbers[2],
            AccessGeneration = (int)Low(numbers[3]),
            RefreshGeneration = (int)High(numbers[3]),
            Scope = shared(Encoding.UTF8.GetString(texts[..scopeLength])),
            EndpointId = (flags & EndpointFlag) != 0 ? Encoding.UTF8.GetString(texts[scopeLength..]) : null,
        };
        ReadInstants(numbers[4..], ref row);
        return (int)Low(numbers[0]);
    }

    private static void ReadInstants(ReadOnlySpan<long> numbers, ref SessionRow row)
    {
        (row.CreatedAt, row.EndedAt, row.LastUsedAt, row.IssuedAt) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        (row.AccessExpiresAt, row.RefreshExpiresAt, row.FirstUsedAt, row.RotatedAt) = (numbers[4], numbers[5], numbers[6], numbers[7]);
        (row.AbsoluteEndAt, row.IdleTimeout, row.AccessLifetime, row.RefreshLifetime) = (numbers[8], numbers[9], numbers[10], numbers[11]);
    }

    private static uint Flags(in SessionRow row)
    {
        return (ushort)row.App | ((uint)row.Ended << 16)
            | (row.HasRefreshToken ? RefreshTokenFlag : 0) | (row.OpenId ? OpenIdFlag : 0) | (row.EndpointId is null ? 0 : EndpointFlag);
    }

    private static long Pack(uint low, uint high)
    {
        return (long)(((ulong)high << 32) | low);
    }

    private static uint Low(long packed)
    {
        return (uint)packed;
    }

    private static uint High(long packed)
    {
        return (uint)((ulong)packed >> 32);
    }
}
