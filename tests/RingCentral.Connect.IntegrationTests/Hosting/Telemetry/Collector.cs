using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.IntegrationTests.Hosting.Telemetry;

/// <summary>A server that takes OTLP over HTTP and keeps what it is sent, by signal. Texts stand in protocol buffers as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, string Text)> _taken = new();
    private readonly WebApplication _app;

    private Collector(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public static async Task<Collector> StartAsync()
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build(), address);
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>All that came of a signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public string Read(string signal) => string.Join('\n', _taken.Where(one => one.Signal == signal).Select(one => one.Text));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _taken.Enqueue((http.Request.Path.Value!.Split('/')[^1], Encoding.UTF8.GetString(body.ToArray())));
    }
}
