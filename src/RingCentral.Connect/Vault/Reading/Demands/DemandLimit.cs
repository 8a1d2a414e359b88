using System.Collections.Concurrent;

namespace RingCentral.Connect.Vault.Reading.Demands;

/// <summary>
/// How often callers may demand something of one connection beyond its present token: force, rotate, a longer hold, a look at a rejected token. A handful at once, then one
/// every few seconds. Each node counts for itself: a broken client then costs no write per request, and with any number of nodes the shared auth budget
/// still holds; this keeps one connection from spending what is meant for all.
/// </summary>
internal sealed class DemandLimit(TimeProvider time)
{
    /// <summary>As many at once.</summary>
    public const int Burst = 6;

    /// <summary>Then one in this time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Connections that are remembered before those are forgotten that have their full burst again.</summary>
    private const int Remembered = 10_000;

    /// <summary>For each connection, when its burst is full again; what lies in the past says nothing.</summary>
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _fullAt = new();

    /// <summary>Counts one demand.</summary>
    /// <returns>How long to wait where there have been too many; null where it may be met.</returns>
    public TimeSpan? Take(Guid connectionId)
    {
        var now = time.GetUtcNow();
        if (_fullAt.Count > Remembered)
        {
            Forget(now);
        }

        while (true)
        {
            var known = _fullAt.TryGetValue(connectionId, out var fullAt);
            var next = (fullAt > now ? fullAt : now) + Interval;
            if (next - now > Interval * Burst)
            {
                return next - now - (Interval * Burst);
            }

            if (known ? _fullAt.TryUpdate(connectionId, next, fullAt) : _fullAt.TryAdd(connectionId, next))
            {
                return null;
            }
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var entry in _fullAt)
        {
            if (entry.Value <= now)
            {
                _fullAt.TryRemove(entry);
            }
        }
    }
}
