using System.Collections.Concurrent;

namespace RingCentral.Connect.Client.Tokens;

/// <summary>Tokens in memory, each until shortly before its promise ends.</summary>
internal sealed class TokenStore(TimeProvider time, TimeSpan safetyMargin)
{
    private const int FewTokens = 1024;

    private readonly ConcurrentDictionary<ConnectionKey, LiveToken> _tokens = new();
    private int _pruneAt = FewTokens;

    /// <summary>How many there are, those that have ended lately included.</summary>
    public int Count => _tokens.Count;

    /// <summary>The token of a connection, if it may be used for at least so long.</summary>
    public LiveToken? Find(ConnectionKey key, TimeSpan atLeast) =>
        _tokens.TryGetValue(key, out var live) && live.Left(time) is var left && left > MarginOf(live) && left >= atLeast ? live : null;

    public void Keep(ConnectionKey key, LiveToken live)
    {
        _tokens[key] = live;
        if (_tokens.Count >= Volatile.Read(ref _pruneAt))
        {
            Prune();
        }
    }

    /// <summary>Forgets a token that was refused, and those before it; a later one of the same connection stays.</summary>
    public void Forget(RingCentralToken refused)
    {
        var (byId, byExternalId) = ConnectionKey.Of(refused);
        Forget(byId, refused);
        Forget(byExternalId, refused);
    }

    private void Forget(ConnectionKey key, RingCentralToken refused)
    {
        if (_tokens.TryGetValue(key, out var live) && live.Token.ConnectionId == refused.ConnectionId && live.Token.Generation <= refused.Generation)
        {
            _tokens.TryRemove(KeyValuePair.Create(key, live));
        }
    }

    /// <summary>What has ended goes, now and again: memory follows the connections in use and not all that ever were.</summary>
    private void Prune()
    {
        foreach (var entry in _tokens)
        {
            if (entry.Value.Left(time) <= TimeSpan.Zero)
            {
                _tokens.TryRemove(entry);
            }
        }

        Volatile.Write(ref _pruneAt, Math.Max(FewTokens, 2 * _tokens.Count));
    }

    private TimeSpan MarginOf(LiveToken live) => safetyMargin < live.Life / 10 ? safetyMargin : live.Life / 10;
}
