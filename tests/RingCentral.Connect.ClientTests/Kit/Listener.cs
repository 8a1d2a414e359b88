using System.Collections.Concurrent;
using System.Net;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.ClientTests.Kit;

/// <summary>A server that remembers what it was sent, and answers as it is told.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly HttpListener _http = new();
    private readonly ConcurrentQueue<string?> _authorizations = new();
    private readonly Task _running;

    public Listener()
    {
        Address = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/");
        _http.Prefixes.Add(Address.ToString());
        _http.Start();
        _running = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>The header <c>Authorization</c> of each request, null where it had none.</summary>
    public IReadOnlyCollection<string?> Authorizations => _authorizations;

    /// <summary>Where every request is sent on to; null answers 200.</summary>
    public Uri? Redirect { get; set; }

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
                _authorizations.Enqueue(context.Request.Headers["Authorization"]);
                context.Response.StatusCode = Redirect is null ? 200 : 307;
                if (Redirect is not null)
                {
                    context.Response.RedirectLocation = Redirect.ToString();
                }

                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
