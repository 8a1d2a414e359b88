using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RingCentral.Connect.EndToEndTests.Secrets.Gathering;

/// <summary>A server that takes whatever it is sent and keeps it: a collector, an app.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly Func<Received, int> _answer;
    private LoopbackServer? _server;

    private Receiver(Func<Received, int> answer) => _answer = answer;

    public Uri Address => _server!.Address;

    public IReadOnlyList<Received> All => [.. _received];

    /// <param name="answer">The status with which a request is answered.</param>
    public static async Task<Receiver> StartAsync(Func<Received, int> answer)
    {
        var receiver = new Receiver(answer);
        receiver._server = await LoopbackServer.StartAsync(receiver.TakeAsync);
        return receiver;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await using Stream sent = http.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
        await sent.CopyToAsync(body, http.RequestAborted);
        var headers = string.Concat(http.Request.Headers.Select(header => $"{header.Key}: {header.Value}\n"));
        var received = new Received(http.Request.Path + http.Request.QueryString, headers, Encoding.UTF8.GetString(body.ToArray()));
        _received.Enqueue(received);
        http.Response.StatusCode = _answer(received);
    }
}

/// <summary>One request. Texts stand in protocol buffers as they are.</summary>
internal sealed record Received(string Target, string Headers, string Body);
