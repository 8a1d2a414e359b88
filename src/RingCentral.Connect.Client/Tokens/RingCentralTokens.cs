using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Client.Tokens;

/// <summary>Memory first, then one request for all who need its answer.</summary>
internal sealed class RingCentralTokens(TokenRequests requests, IOptions<RingCentralConnectOptions> options, TimeProvider time) : IRingCentralTokens, IDisposable
{
    private readonly TokenStore _store = new(time, options.Value.SafetyMargin);
    private readonly Flights<ConnectionKey, LiveToken> _asking = new();
    private readonly Flights<(Guid Connection, long Generation), LiveToken> _reporting = new();
    private readonly CancellationTokenSource _disposed = new();

    public ValueTask<RingCentralToken> GetAsync(Guid connectionId, TimeSpan? minTtl = null, CancellationToken cancellationToken = default) =>
        GetAsync(ConnectionKey.ById(connectionId), minTtl, cancellationToken);

    public ValueTask<RingCentralToken> GetByExternalIdAsync(string externalId, TimeSpan? minTtl = null, CancellationToken cancellationToken = default) =>
        GetAsync(ConnectionKey.ByExternalId(externalId), minTtl, cancellationToken);

    public async ValueTask<RingCentralToken> ReportRejectedAsync(RingCentralToken token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        _store.Forget(token);
        if (_store.Find(ConnectionKey.ById(token.ConnectionId), TimeSpan.Zero) is { } newer)
        {
            return newer.Token;
        }

        var flight = _reporting.Join((token.ConnectionId, token.Generation), TimeSpan.Zero, () => ReportAsync(token));
        return (await flight.Result.WaitAsync(cancellationToken).ConfigureAwait(false)).Token;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    private ValueTask<RingCentralToken> GetAsync(ConnectionKey key, TimeSpan? minTtl, CancellationToken cancellationToken)
    {
        // Whole seconds are what the service understands.
        var wanted = TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, minTtl?.TotalSeconds ?? 0)));
        return _store.Find(key, wanted) is { } kept ? ValueTask.FromResult(kept.Token) : AskAsync(key, wanted, cancellationToken);
    }

    private async ValueTask<RingCentralToken> AskAsync(ConnectionKey key, TimeSpan wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var flight = _asking.Join(key, wanted, () => FetchAsync(key, wanted));
            try
            {
                var live = await flight.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (flight.Wanted >= wanted || live.Left(time) >= wanted)
                {
                    return live.Token;
                }
            }
            catch (HoldInForceException) when (flight.Wanted > wanted)
            {
                // Somebody else asked for more than can be had; this caller asks for less.
            }
        }
    }

    private async Task<LiveToken> FetchAsync(ConnectionKey key, TimeSpan wanted)
    {
        // The request before this one may have brought it since this caller looked.
        if (_store.Find(key, wanted) is { } kept)
        {
            return kept;
        }

        var live = await requests.GetAsync(key, wanted, _disposed.Token).ConfigureAwait(false);
        _store.Keep(key, live);
        return live;
    }

    private async Task<LiveToken> ReportAsync(RingCentralToken refused)
    {
        var live = await requests.ReportRejectedAsync(refused, _disposed.Token).ConfigureAwait(false);
        var (byId, byExternalId) = ConnectionKey.Of(live.Token);
        _store.Keep(byId, live);
        _store.Keep(byExternalId, live);
        return live;
    }
}
