using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>
/// Sessions as they were read last, for as long as their holds last: nothing rotates a session before, so that only a broken hold or a change of
/// state can make an entry untrue, and of these every node is told. While it cannot be sure of that, nothing is found here. It holds
/// tokens under a seal alone, no refresh tokens, and no more entries than configured: those that nobody asks for give way.
/// </summary>
internal sealed class SessionCache
{
    /// <summary>Changes are remembered by shares of all connections; two in one share cost a reading that is not kept, no more.</summary>
    private const int Shares = 1024;

    /// <summary>So many that were asked for may stay before one goes all the same: nobody who keeps an entry looks through all of them.</summary>
    private const int Chances = 16;

    private readonly ChangeNotices _notices;
    private readonly TokenSeal _seal;
    private readonly int _capacity;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<Guid, Entry> _byId = new();
    private readonly ConcurrentDictionary<string, Entry> _byExternalId = new(StringComparer.Ordinal);
    private readonly Queue<Entry> _order = new();
    private readonly long[] _changedAt = new long[Shares];
    private long _allChangedAt;
    private long _changes;

    public SessionCache(ChangeNotices notices, TokenSeal seal, IOptions<ReadingOptions> options)
    {
        (_notices, _seal) = (notices, seal);
        _capacity = options.Value.CacheEntries;
        notices.ConnectionChanged += Drop;
        notices.Missed += Clear;
    }

    /// <summary>How many sessions are kept; some may be past their hold.</summary>
    public int Count => _byId.Count;

    /// <summary>To be noted before a session is read: what changed after it may not be in the reading.</summary>
    public long Mark => Volatile.Read(ref _changes);

    /// <summary>The session, if it is known for certain that its token may be handed out.</summary>
    public KeptSession? Find(ConnectionKey key, DateTimeOffset now)
    {
        var isKept = key.Id is { } id ? _byId.TryGetValue(id, out var entry) : _byExternalId.TryGetValue(key.ExternalId!, out entry);
        if (!isKept || !_notices.AreComplete || !entry!.Session.CanBeHandedOut(now))
        {
            return null;
        }

        if (!entry.WasUsed)
        {
            entry.WasUsed = true;
        }

        return entry.Kept;
    }

    /// <summary>Keeps what was read, unless it was changed meanwhile.</summary>
    /// <param name="session">The session.</param>
    /// <param name="token">Its access token.</param>
    /// <param name="mark">The <see cref="Mark"/> from before it was read.</param>
    public void Keep(HeldSession session, AccessToken token, long mark)
    {
        if (_capacity == 0)
        {
            return;
        }

        var entry = new Entry(new KeptSession(session with { Ciphertext = [] }, _seal.Seal(session.ConnectionId, token)));
        lock (_writing)
        {
            if (_allChangedAt > mark || _changedAt[ShareOf(session.ConnectionId)] > mark)
            {
                return;
            }

            Remove(session.ConnectionId);
            _byId[session.ConnectionId] = entry;
            _byExternalId[session.ExternalId] = entry;
            _order.Enqueue(entry);
            MakeRoom();
        }
    }

    /// <summary>Forgets a session, and everything of it that is being read.</summary>
    public void Drop(Guid connectionId)
    {
        lock (_writing)
        {
            _changedAt[ShareOf(connectionId)] = ++_changes;
            Remove(connectionId);
        }
    }

    private void Clear()
    {
        lock (_writing)
        {
            _allChangedAt = ++_changes;
            _byId.Clear();
            _byExternalId.Clear();
            _order.Clear();
        }
    }

    private void Remove(Guid connectionId)
    {
        if (_byId.TryRemove(connectionId, out var entry))
        {
            _byExternalId.TryRemove(KeyValuePair.Create(entry.Session.ExternalId, entry));
            entry.WasRemoved = true;
        }
    }

    /// <summary>The oldest goes, unless it was asked for since its last turn: then it gets another.</summary>
    private void MakeRoom()
    {
        var chances = Chances;
        while (_order.Count > _capacity)
        {
            var entry = _order.Dequeue();
            if (entry.WasRemoved)
            {
                continue;
            }

            if (entry.WasUsed && chances-- > 0)
            {
                entry.WasUsed = false;
                _order.Enqueue(entry);
                continue;
            }

            Remove(entry.Session.ConnectionId);
        }
    }

    private static int ShareOf(Guid connectionId) => (int)((uint)connectionId.GetHashCode() % Shares);

    private sealed class Entry(KeptSession kept)
    {
        public KeptSession Kept { get; } = kept;

        public HeldSession Session => Kept.Session;

        public volatile bool WasUsed;

        public bool WasRemoved;
    }
}
