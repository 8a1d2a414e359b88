using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Tokens;

namespace RingCentral.Connect.Api.Keys;

/// <summary>How many requests a key may make on this node: so many in a minute, counted from its first.</summary>
internal sealed class KeyAllowance(IOptions<TokenApiOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int _limit = options.Value.RequestsPerMinutePerKey;
    private readonly ConcurrentDictionary<Guid, Count> _counts = new();

    /// <summary>Whether requests are counted at all.</summary>
    public bool IsLimited => _limit > 0;

    /// <summary>Counts a request.</summary>
    /// <returns>Null where it may go on; else how long to wait.</returns>
    public TimeSpan? Take(Guid keyId)
    {
        if (!IsLimited)
        {
            return null;
        }

        var count = _counts.GetOrAdd(keyId, static _ => new Count());
        lock (count)
        {
            var passed = count.Since is { } since ? time.GetElapsedTime(since) : Window;
            if (passed >= Window)
            {
                (count.Since, count.Requests, passed) = (time.GetTimestamp(), 0, TimeSpan.Zero);
            }

            return ++count.Requests <= _limit ? null : Window - passed;
        }
    }

    private sealed class Count
    {
        public long? Since { get; set; }

        public int Requests { get; set; }
    }
}
