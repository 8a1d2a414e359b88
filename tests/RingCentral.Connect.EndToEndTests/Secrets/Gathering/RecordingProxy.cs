using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RingCentral.Connect.EndToEndTests.Secrets.Gathering;

/// <summary>Stands before a server and keeps every exchange, whoever had it. It changes nothing but that answers come uncompressed; a connection that ends early ends early here, too.</summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    /// <summary>What belongs to one connection (RFC 9110, section 7.6.1), and what would compress answers.</summary>
    private static readonly string[] NotPassedOn = ["Connection", "Keep-Alive", "Transfer-Encoding", "Accept-Encoding", "Upgrade"];

    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private LoopbackServer? _server;

    public Uri Address => _server!.Address;

    /// <summary>The server behind; it may be named later than its address is needed.</summary>
    public Uri? Target { get; set; }

    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    public static async Task<RecordingProxy> StartAsync()
    {
        var proxy = new RecordingProxy();
        proxy._server = await LoopbackServer.StartAsync(proxy.PassOnAsync);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassOnAsync(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers = string.Concat(http.Request.Headers.Select(header => $"{header.Key}: {header.Value}\n"));
        var exchange = new Exchange(http.Request.Method, target, headers, Encoding.UTF8.GetString(body.ToArray()));
        _exchanges.Enqueue(exchange);
        using var request = Copy(http.Request, target, body.ToArray());
        try
        {
            using var response = await _http.SendAsync(request, http.RequestAborted);
            await AnswerAsync(http, response, exchange);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server ended the connection without an answer, or within one, or the client went away.
            http.Abort();
        }
    }

    private HttpRequestMessage Copy(HttpRequest request, string target, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(Target!, target));
        if (request.ContentType is not null || body.Length > 0 || request.ContentLength is not null)
        {
            copy.Content = new ByteArrayContent(body);
        }

        foreach (var (name, values) in request.Headers.Where(header => !NotPassedOn.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return copy;
    }

    private static async Task AnswerAsync(HttpContext http, HttpResponseMessage response, Exchange exchange)
    {
        var headers = response.Headers.Concat(response.Content.Headers).SelectMany(header => header.Value.Select(value => (Name: header.Key, Value: value))).ToList();
        exchange.Begin((int)response.StatusCode, headers.Select(header => $"{header.Name}: {header.Value}"));
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, value) in headers.Where(header => !NotPassedOn.Contains(header.Name, StringComparer.OrdinalIgnoreCase)))
        {
            http.Response.Headers.Append(name, value);
        }

        await using var body = await response.Content.ReadAsStreamAsync(http.RequestAborted);
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, http.RequestAborted) is var read and > 0)
        {
            exchange.Append(buffer.AsSpan(0, read));
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
