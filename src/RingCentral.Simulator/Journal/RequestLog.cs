namespace RingCentral.Simulator.Journal;

/// <summary>One request and what came of it; never a token text.</summary>
internal sealed record RequestEntry(long Sequence, DateTimeOffset Time, string Method, string Path)
{
    public string? Grant { get; init; }

    public long OwnerId { get; init; }

    /// <summary>Number of the session; -1 is unknown.</summary>
    public int Session { get; init; } = -1;

    public string? ClientId { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>0 where the connection was closed without an answer.</summary>
    public int Status { get; init; }

    public string? ErrorCode { get; init; }

    public string? Fault { get; init; }
}

/// <summary>The last requests, oldest first.</summary>
internal sealed class RequestLog
{
    public const int Capacity = 10_000;

    private readonly RequestEntry?[] _ring = new RequestEntry?[Capacity];
    private long _last;

    public long NextSequence()
    {
        return Interlocked.Increment(ref _last);
    }

    public void Add(RequestEntry entry)
    {
        Volatile.Write(ref _ring[entry.Sequence % Capacity], entry);
    }

    public IEnumerable<RequestEntry> Read()
    {
        return _ring.Select((_, slot) => Volatile.Read(ref _ring[slot])).OfType<RequestEntry>().OrderBy(entry => entry.Sequence);
    }
}
