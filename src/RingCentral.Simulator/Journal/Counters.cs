using System.Collections.Concurrent;
using RingCentral.Simulator.Sessions;

namespace RingCentral.Simulator.Journal;

/// <summary>What happened, in numbers.</summary>
internal sealed class Counters
{
    private readonly long[] _ended = new long[Enum.GetValues<EndReason>().Length];
    private readonly ConcurrentDictionary<OutcomeKey, StrongBox> _outcomes = new();
    private readonly ConcurrentDictionary<string, StrongBox> _faults = new(StringComparer.Ordinal);
    private long _opened;
    private long _rotated;
    private long _repeated;
    private long _held;

    public long SessionsOpened => Interlocked.Read(ref _opened);

    public long Rotations => Interlocked.Read(ref _rotated);

    public long GraceRepeats => Interlocked.Read(ref _repeated);

    /// <summary>Replies that are being kept back right now.</summary>
    public long Held => Interlocked.Read(ref _held);

    public IEnumerable<(EndReason Reason, long Count)> SessionsEnded =>
        Enum.GetValues<EndReason>().Skip(1).Select(reason => (reason, Interlocked.Read(ref _ended[(int)reason])));

    public IEnumerable<(OutcomeKey Key, long Count)> Outcomes => _outcomes.Select(pair => (pair.Key, pair.Value.Count));

    public IEnumerable<(string Kind, long Count)> FaultsApplied => _faults.Select(pair => (pair.Key, pair.Value.Count));

    public void Opened()
    {
        Interlocked.Increment(ref _opened);
    }

    /// <summary>A session of an earlier run: opened it was, and perhaps ended.</summary>
    public void Restored(EndReason ended)
    {
        Opened();
        if (ended != EndReason.None)
        {
            Ended(ended);
        }
    }

    public void Rotated()
    {
        Interlocked.Increment(ref _rotated);
    }

    public void Repeated()
    {
        Interlocked.Increment(ref _repeated);
    }

    public void Ended(EndReason reason)
    {
        Interlocked.Increment(ref _ended[(int)reason]);
    }

    public void Answered(in OutcomeKey key)
    {
        _outcomes.GetOrAdd(key, static _ => new StrongBox()).Increment();
    }

    public void FaultApplied(string kind)
    {
        _faults.GetOrAdd(kind, static _ => new StrongBox()).Increment();
    }

    public void HoldBegins()
    {
        Interlocked.Increment(ref _held);
    }

    public void HoldEnds()
    {
        Interlocked.Decrement(ref _held);
    }

    private sealed class StrongBox
    {
        private long _count;

        public long Count => Interlocked.Read(ref _count);

        public void Increment()
        {
            Interlocked.Increment(ref _count);
        }
    }
}

/// <summary>Status 0 stands for a request that got no answer.</summary>
internal readonly record struct OutcomeKey(string Path, string? Grant, int Status, string? Code);
