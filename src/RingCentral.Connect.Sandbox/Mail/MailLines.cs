using System.Net.Security;
using System.Text;

namespace RingCentral.Connect.Sandbox.Mail;

/// <summary>The two directions of a conversation, line by line, over a stream that may change to TLS between two lines.</summary>
internal sealed class MailLines(Stream stream) : IAsyncDisposable
{
    private const int LongestLine = 64 * 1024;

    private readonly byte[] _buffer = new byte[8 * 1024];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    /// <summary>From here on everything is TLS; what was sent before in clear is forgotten, as RFC 3207 wants it.</summary>
    public async Task SecureAsync(SslServerAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var secured = new SslStream(_stream);
        _stream = secured;
        (_start, _end) = (0, 0);
        await secured.AuthenticateAsServerAsync(options, cancellationToken);
    }

    /// <summary>The next line without its end; null when the client is gone.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = new MemoryStream();
        while (line.Length < LongestLine)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                {
                    return null;
                }
            }

            var rest = _buffer.AsMemory(_start, _end - _start);
            var length = rest.Span.IndexOf((byte)'\n');
            line.Write(rest.Span[..(length < 0 ? rest.Length : length)]);
            _start += length < 0 ? rest.Length : length + 1;
            if (length >= 0)
            {
                return line.ToArray() is [.. var text, (byte)'\r'] ? text : line.ToArray();
            }
        }

        return null;
    }

    public async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
