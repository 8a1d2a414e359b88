using System.Collections.Concurrent;
using System.Net;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.FaultTests.Webhooks;

/// <summary>Takes webhooks, and answers none until it is told to.</summary>
internal sealed class SilentReceiver : IAsyncDisposable
{
    private readonly HttpListener _http = new();
    private readonly ConcurrentQueue<string> _ids = new();
    private readonly ConcurrentQueue<HttpListenerContext> _unanswered = new();
    private readonly Task _running;

    public SilentReceiver()
    {
        Address = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/");
        _http.Prefixes.Add(Address.ToString());
        _http.Start();
        _running = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>The <c>webhook-id</c> of each request.</summary>
    public IReadOnlyList<string> Ids => [.. _ids];

    public bool Answers { get; set; }

    public async ValueTask DisposeAsync()
    {
        _http.Close();
        await _running;
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var context = await _http.GetContextAsync();
                _ids.Enqueue(context.Request.Headers["webhook-id"] ?? "");
                if (Answers)
                {
                    context.Response.StatusCode = 204;
                    context.Response.Close();
                }
                else
                {
                    _unanswered.Enqueue(context);
                }
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
