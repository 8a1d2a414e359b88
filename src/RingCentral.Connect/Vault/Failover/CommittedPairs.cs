using System.Collections.Concurrent;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Failover;

/// <summary>
/// What this node committed lately, the newest pair of each connection, as it lies in the database: under encryption. A fail-over to a standby that had not
/// received everything takes commits back; their pairs are then here and nowhere else. What does not fit goes, the oldest first: a standby lags by seconds.
/// </summary>
/// <param name="time">Ages are counted on its monotonic clock.</param>
/// <param name="mostBytes">How much may be kept.</param>
internal sealed class CommittedPairs(TimeProvider time, long mostBytes = CommittedPairs.MostBytes)
{
    /// <summary>How long a pair is kept at the least, if it fits.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>Some 20,000 pairs of the usual size: 35 rotations a second for ten minutes, or 1,000 a second for twenty seconds.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    /// <summary>What a pair takes beside its texts: measured, and rounded up.</summary>
    private const int Overhead = 700;

    private readonly ConcurrentDictionary<Guid, LinkedListNode<Entry>> _byConnection = new();
    private readonly LinkedList<Entry> _oldestFirst = [];
    private readonly Lock _writing = new();

    /// <summary>How many pairs are kept.</summary>
    public int Count => _byConnection.Count;

    /// <summary>How many bytes they take, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>All that is kept, the newest last.</summary>
    public IReadOnlyList<NewPair> All
    {
        get
        {
            lock (_writing)
            {
                return [.. _oldestFirst.Select(entry => entry.Pair)];
            }
        }
    }

    /// <summary>Takes note of a pair whose commit has succeeded. Of one session only the newest stays.</summary>
    public void Remember(NewPair pair)
    {
        // What the connection may do changes seldom, is long, and comes again with the next pair.
        var entry = new Entry(pair with { Scope = "" }, time.GetTimestamp(), SizeOf(pair));
        lock (_writing)
        {
            if (_byConnection.TryGetValue(pair.ConnectionId, out var before))
            {
                if (IsAsNew(before.Value.Pair, pair))
                {
                    return;
                }

                Remove(before);
            }

            _byConnection[pair.ConnectionId] = _oldestFirst.AddLast(entry);
            Bytes += entry.Size;
            while (Bytes > mostBytes)
            {
                Remove(_oldestFirst.First!);
            }
        }
    }

    /// <summary>A pair of the same session that came after this generation; null where none is known.</summary>
    public NewPair? NewerThan(Guid connectionId, Guid sessionKey, long generation) =>
        _byConnection.TryGetValue(connectionId, out var node) && node.Value.Pair is var pair && pair.SessionKey == sessionKey && pair.Generation > generation ? pair : null;

    /// <summary>Forgets a pair that is of no use.</summary>
    public void Forget(NewPair pair)
    {
        lock (_writing)
        {
            if (_byConnection.TryGetValue(pair.ConnectionId, out var node) && ReferenceEquals(node.Value.Pair, pair))
            {
                Remove(node);
            }
        }
    }

    /// <summary>Forgets what is older than <see cref="Kept"/>. To be called when all rows have been compared: an outage must not age anything away.</summary>
    public void ForgetOld()
    {
        lock (_writing)
        {
            while (_oldestFirst.First is { } oldest && time.GetElapsedTime(oldest.Value.At) > Kept)
            {
                Remove(oldest);
            }
        }
    }

    private static bool IsAsNew(NewPair known, NewPair pair) => known.SessionKey == pair.SessionKey && known.Generation >= pair.Generation;

    private static int SizeOf(NewPair pair) => Overhead + pair.Pair.Ciphertext.Length + (2 * ((pair.SessionId?.Length ?? 0) + (pair.EndpointId?.Length ?? 0)));

    private void Remove(LinkedListNode<Entry> node)
    {
        _oldestFirst.Remove(node);
        _byConnection.TryRemove(KeyValuePair.Create(node.Value.Pair.ConnectionId, node));
        Bytes -= node.Value.Size;
    }

    private sealed record Entry(NewPair Pair, long At, int Size);
}
