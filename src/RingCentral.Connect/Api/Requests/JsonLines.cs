using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace RingCentral.Connect.Api.Requests;

/// <summary>Cuts a stream into lines, without ever holding more than one of them.</summary>
internal static class JsonLines
{
    /// <summary>A line longer than this is cut there, and so rejected as invalid JSON.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>The lines, without their ends.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(PipeReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cut = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                if (!cut)
                {
                    yield return Copy(buffer.Slice(0, end));
                }

                cut = false;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (buffer.Length > LongestLine)
            {
                if (!cut)
                {
                    yield return Copy(buffer);
                }

                cut = true;
                buffer = buffer.Slice(buffer.End);
            }

            if (read.IsCompleted)
            {
                if (!cut && !buffer.IsEmpty)
                {
                    yield return Copy(buffer);
                }

                reader.AdvanceTo(read.Buffer.End);
                yield break;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static byte[] Copy(ReadOnlySequence<byte> line) => line.Slice(0, Math.Min(line.Length, LongestLine)).ToArray();
}
