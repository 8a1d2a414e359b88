namespace RingCentral.Simulator.RateLimits;

/// <summary>A sliding window of the last requests, and the penalty once it overflows.</summary>
internal sealed class Bucket
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _taken = new();
    private long _penaltyUntil;

    /// <summary>Takes a slot; false is over the limit, with the time until it may be tried again.</summary>
    public bool TryTake(in RateRule rule, long now, out int remaining, out TimeSpan retryAfter)
    {
        lock (_gate)
        {
            while (_taken.TryPeek(out var oldest) && oldest <= now - rule.Window.Ticks)
            {
                _taken.Dequeue();
            }

            var punished = now < _penaltyUntil;
            if (!punished && _taken.Count < rule.Limit)
            {
                _taken.Enqueue(now);
                remaining = rule.Limit - _taken.Count;
                retryAfter = TimeSpan.Zero;
                return true;
            }

            // Each request during the penalty starts it again (RINGCENTRAL section 6, penalty).
            if (!punished || rule.PenaltyRestarts)
            {
                _penaltyUntil = now + rule.Penalty.Ticks;
            }

            remaining = 0;
            retryAfter = TimeSpan.FromTicks(_penaltyUntil - now);
            return false;
        }
    }
}

internal readonly record struct RateRule(int Limit, TimeSpan Window, TimeSpan Penalty, bool PenaltyRestarts);
