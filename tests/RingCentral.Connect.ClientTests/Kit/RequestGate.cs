using System.Collections.Concurrent;

namespace RingCentral.Connect.ClientTests.Kit;

/// <summary>Stands before the service: counts what passes, and lets it wait.</summary>
internal sealed class RequestGate : DelegatingHandler
{
    private readonly ConcurrentQueue<string> _passed = new();
    private volatile TaskCompletionSource? _closed;

    /// <summary>Method and path of each request, in the order in which they came.</summary>
    public IReadOnlyCollection<string> Passed => _passed;

    public int Count => _passed.Count;

    public void Close() => _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open()
    {
        _closed?.TrySetResult();
        _closed = null;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _passed.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (_closed is { } closed)
        {
            await closed.Task.WaitAsync(cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
