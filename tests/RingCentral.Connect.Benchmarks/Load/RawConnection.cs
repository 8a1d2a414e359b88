using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>
/// One keep-alive connection whose requests are written by hand. HttpClient would cost more than the servers that are to be compared and so hide
/// the difference between them.
/// </summary>
internal sealed class RawConnection : IAsyncDisposable
{
    /// <summary>How an answer of 200 begins.</summary>
    public static readonly byte[] Ok = "HTTP/1.1 200"u8.ToArray();

    /// <summary>How an answer of 401 begins.</summary>
    public static readonly byte[] Unauthorized = "HTTP/1.1 401"u8.ToArray();

    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LengthName = "Content-Length: "u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _input = new byte[8192];
    private readonly byte[] _output = new byte[8192];
    private readonly byte[] _head;

    /// <summary>For requests that are composed beforehand.</summary>
    public RawConnection(Uri server) => (Server, _head) = (server, []);

    /// <summary>For forms.</summary>
    public RawConnection(Uri server, string path, string basicCredentials)
    {
        _head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(basicCredentials))}\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ");
        Server = server;
    }

    public Uri Server { get; }

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(Server.Host, Server.Port, cancellationToken);
    }

    /// <summary>Posts a form and returns the body of the answer, which must be 200; the memory holds until the next call.</summary>
    public ValueTask<ReadOnlyMemory<byte>> PostAsync(ReadOnlyMemory<byte> form, CancellationToken cancellationToken) =>
        SendAsync(_output.AsMemory(0, Compose(form.Span)), Ok, cancellationToken);

    /// <summary>Sends a whole request and returns the body of the answer; the memory holds until the next call.</summary>
    /// <param name="request">Head and body.</param>
    /// <param name="expected">How the answer must begin, such as <see cref="Ok"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<ReadOnlyMemory<byte>> SendAsync(ReadOnlyMemory<byte> request, byte[] expected, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        var (filled, total, bodyAt) = (0, int.MaxValue, 0);
        while (filled < total)
        {
            var read = await _socket.ReceiveAsync(_input.AsMemory(filled), cancellationToken);
            filled += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
            if (bodyAt == 0)
            {
                bodyAt = _input.AsSpan(0, filled).IndexOf(HeadEnd) + HeadEnd.Length;
                bodyAt = bodyAt < HeadEnd.Length ? 0 : bodyAt;
                total = bodyAt == 0 ? int.MaxValue : bodyAt + ReadLength(_input.AsSpan(0, bodyAt));
            }
        }

        return _input.AsSpan().StartsWith(expected)
            ? _input.AsMemory(bodyAt, total - bodyAt)
            : throw new InvalidOperationException(Encoding.ASCII.GetString(_input, 0, filled));
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private int Compose(ReadOnlySpan<byte> form)
    {
        _head.CopyTo(_output, 0);
        var at = _head.Length;
        form.Length.TryFormat(_output.AsSpan(at), out var digits, default, CultureInfo.InvariantCulture);
        at += digits;
        HeadEnd.CopyTo(_output, at);
        form.CopyTo(_output.AsSpan(at + HeadEnd.Length));
        return at + HeadEnd.Length + form.Length;
    }

    private static int ReadLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf(LengthName) + LengthName.Length;
        return Utf8Parser.TryParse(head[at..], out int length, out _) ? length : throw new InvalidOperationException("The answer has no length.");
    }
}
