using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RingCentral.Connect.FaultTests.Load;

/// <summary>What clients have seen: how many answers of each kind, how long they took, and what went wrong.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _milliseconds = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _refused;
    private int _passedOver;

    /// <summary>Errors that nobody may see, in words.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>Answers of 503 with <c>Retry-After</c> while PostgreSQL restarted.</summary>
    public int Refused => _refused;

    /// <summary>How often a node did not answer and another one did: what a load balancer does unseen.</summary>
    public int PassedOver => _passedOver;

    public int Answers => _milliseconds.Values.Sum(times => times.Count);

    public void Answered(string kind, long since) => _milliseconds.GetOrAdd(kind, _ => []).Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);

    public void WasRefused() => Interlocked.Increment(ref _refused);

    public void WasPassedOver() => Interlocked.Increment(ref _passedOver);

    public void WentWrong(string what) => _wrong.Enqueue(what);

    /// <summary>A line for each kind: answers, median, 99th percentile, longest.</summary>
    public IEnumerable<string> Lines() => _milliseconds.OrderBy(kind => kind.Key).Select(kind =>
    {
        var times = kind.Value.Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture, $"{kind.Key,-22} {times.Count,8} answers, median {times[times.Count / 2],6:0.0} ms, 99 % {times[times.Count * 99 / 100],7:0.0} ms, longest {times[^1],8:0} ms");
    });
}
