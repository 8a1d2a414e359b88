using System.Numerics;
using System.Runtime.InteropServices;

namespace RingCentral.Simulator.State;

internal enum RecordKind : byte
{
    None,
    Keys,
    Settings,
    User,
    Session,

    /// <summary>The last of a snapshot; a journal has none, since it only stops.</summary>
    End,
}

/// <summary>
/// Snapshots and journals alike: a few bytes that say what this is, then records of length (4 bytes), checksum (4), kind (1) and body.
/// Later records of one thing replace earlier ones.
/// </summary>
internal static class RecordFormat
{
    public const int ChecksumAt = 4;
    public const int KindAt = 8;
    public const int HeadLength = 9;

    /// <summary>The last byte is the version: another one is another format, and nothing of it is read.</summary>
    public static ReadOnlySpan<byte> Opening => "RCSIM  \x01"u8;

    /// <summary>CRC-32C of kind and body.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        var whole = data.Length & ~7;
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(data[..whole]))
        {
            sum = BitOperations.Crc32C(sum, eight);
        }

        foreach (var one in data[whole..])
        {
            sum = BitOperations.Crc32C(sum, one);
        }

        return sum;
    }
}
