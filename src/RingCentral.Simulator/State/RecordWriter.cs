using System.Buffers.Binary;

namespace RingCentral.Simulator.State;

/// <summary>Appends records to one file. Not for several threads at a time.</summary>
internal sealed class RecordWriter : IDisposable
{
    private readonly FileStream _file;
    private byte[] _record = new byte[512];

    private RecordWriter(FileStream file)
    {
        _file = file;
        file.Write(RecordFormat.Opening);
    }

    public long Length => _file.Position;

    /// <summary>Every record is with the operating system once written, where no kill of this process can reach it.</summary>
    public static RecordWriter Unbuffered(string path)
    {
        return new RecordWriter(StateFolder.Create(path, buffer: 0));
    }

    public static RecordWriter Buffered(string path)
    {
        return new RecordWriter(StateFolder.Create(path, buffer: 1 << 20));
    }

    public void Write(RecordKind kind, ReadOnlySpan<byte> body)
    {
        var length = RecordFormat.HeadLength + body.Length;
        if (_record.Length < length)
        {
            _record = new byte[length * 2];
        }

        var record = _record.AsSpan(0, length);
        BinaryPrimitives.WriteInt32LittleEndian(record, body.Length);
        record[RecordFormat.KindAt] = (byte)kind;
        body.CopyTo(record[RecordFormat.HeadLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[RecordFormat.ChecksumAt..], RecordFormat.Checksum(record[RecordFormat.KindAt..]));
        _file.Write(record);
    }

    public void FlushToDisk()
    {
        _file.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _file.Dispose();
    }
}
