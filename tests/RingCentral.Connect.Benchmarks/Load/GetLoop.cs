using System.Diagnostics;
using System.Text;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>A few connections that send the same requests over and over, each from another place on.</summary>
internal sealed class GetLoop : IAsyncDisposable
{
    private const int Connections = 8;

    private readonly List<RawConnection> _connections = [];
    private readonly IReadOnlyList<byte[]> _requests;
    private readonly byte[] _expected;

    private GetLoop(IReadOnlyList<byte[]> requests, byte[] expected) => (_requests, _expected) = (requests, expected);

    /// <param name="servers">Whom to ask: the connections are spread over them.</param>
    /// <param name="asked">Path and API key of each request.</param>
    /// <param name="expected">How every answer must begin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<GetLoop> OpenAsync(IReadOnlyList<Uri> servers, IEnumerable<(string Path, string Key)> asked, byte[] expected, CancellationToken cancellationToken)
    {
        var requests = asked.Select(one => Encoding.ASCII.GetBytes(
            $"GET {one.Path} HTTP/1.1\r\nHost: {servers[0].Authority}\r\nAuthorization: Bearer {one.Key}\r\nAccept: application/json\r\n\r\n"));
        var loop = new GetLoop([.. requests], expected);
        for (var i = 0; i < Connections; i++)
        {
            var connection = new RawConnection(servers[i % servers.Count]);
            await connection.ConnectAsync(cancellationToken);
            loop._connections.Add(connection);
        }

        return loop;
    }

    /// <summary>One answer.</summary>
    public async Task<byte[]> AskOnceAsync(CancellationToken cancellationToken) =>
        (await _connections[0].SendAsync(_requests[0], _expected, cancellationToken)).ToArray();

    /// <returns>Requests per second.</returns>
    public async Task<double> RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(_connections.Select((connection, at) => Task.Run(() => RunAsync(connection, at, time, cancellationToken), cancellationToken)));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<long> RunAsync(RawConnection connection, int at, TimeSpan time, CancellationToken cancellationToken)
    {
        var (done, watch) = (0L, Stopwatch.StartNew());
        var next = at * _requests.Count / Connections;
        while (watch.Elapsed < time)
        {
            await connection.SendAsync(_requests[next], _expected, cancellationToken);
            next = (next + 1) % _requests.Count;
            done++;
        }

        return done;
    }
}
