using System.Buffers.Binary;

namespace RingCentral.Simulator.State;

internal delegate void RecordFound(RecordKind kind, ReadOnlySpan<byte> body);

/// <summary>Reads a file from its first record to its last.</summary>
internal static class RecordReader
{
    private const int Longest = 1 << 28;

    /// <summary>
    /// A journal may stop in the middle of a record: that is where its writer was killed, and nobody was told of that change yet.
    /// </summary>
    /// <exception cref="DamagedStateException">The file is not as it was written, or was written by another version.</exception>
    public static void Read(string path, bool maybeCutOff, RecordFound found)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20);
        Span<byte> opening = stackalloc byte[RecordFormat.Opening.Length];
        var last = RecordKind.None;
        if (file.ReadAtLeast(opening, opening.Length, throwOnEndOfStream: false) == opening.Length)
        {
            if (!opening.SequenceEqual(RecordFormat.Opening))
            {
                throw new DamagedStateException($"{Path.GetFileName(path)} is not a state of this version.");
            }

            last = ReadAll(file, found);
        }

        if (!maybeCutOff && last != RecordKind.End)
        {
            throw new DamagedStateException($"{Path.GetFileName(path)} is cut off.");
        }
    }

    /// <summary>Returns the kind of the last whole record.</summary>
    private static RecordKind ReadAll(FileStream file, RecordFound found)
    {
        var last = RecordKind.None;
        var record = new byte[1024];
        while (file.ReadAtLeast(record.AsSpan(0, RecordFormat.HeadLength), RecordFormat.HeadLength, throwOnEndOfStream: false) == RecordFormat.HeadLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(record);
            var kind = (RecordKind)record[RecordFormat.KindAt];
            if (length == 0 && kind == RecordKind.None)
            {
                // After a power failure some file systems leave zeros where the last writes should be.
                return last;
            }

            if (length is < 0 or > Longest)
            {
                throw Damaged(file);
            }

            if (record.Length < RecordFormat.HeadLength + length)
            {
                Array.Resize(ref record, (RecordFormat.HeadLength + length) * 2);
            }

            var whole = record.AsSpan(0, RecordFormat.HeadLength + length);
            if (file.ReadAtLeast(whole[RecordFormat.HeadLength..], length, throwOnEndOfStream: false) < length)
            {
                return last;
            }

            if (BinaryPrimitives.ReadUInt32LittleEndian(whole[RecordFormat.ChecksumAt..]) != RecordFormat.Checksum(whole[RecordFormat.KindAt..]))
            {
                throw Damaged(file);
            }

            found(kind, whole[RecordFormat.HeadLength..]);
            last = kind;
        }

        return last;
    }

    private static DamagedStateException Damaged(FileStream file)
    {
        return new DamagedStateException($"{Path.GetFileName(file.Name)} is damaged near byte {file.Position}.");
    }
}
