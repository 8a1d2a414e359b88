namespace RingCentral.Simulator.Journal;

/// <summary>One request and what came of it; never a token text.</summary>
internal readonly record struct RequestEntry(DateTimeOffset Time, string Method, string Path)
{
    public long Sequence { get; init; }

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

/// <summary>The last requests, in place: at full speed an object per request would keep the garbage collector busy.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly RequestEntry[] _ring = new RequestEntry[Capacity];
    private long _last;

    public void Add(in RequestEntry entry)
    {
        lock (_gate)
        {
            _last++;
            _ring[_last % Capacity] = entry with { Sequence = _last };
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RequestEntry> Read()
    {
        lock (_gate)
        {
            var count = (int)Math.Min(_last, Capacity);
            return [.. Enumerable.Range(0, count).Select(at => _ring[(_last - count + 1 + at) % Capacity])];
        }
    }
}
