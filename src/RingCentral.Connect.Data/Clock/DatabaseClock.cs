namespace RingCentral.Connect.Data.Clock;

/// <summary>
/// The time of the database, as every node sees it: the node's monotonic clock plus an offset sampled from PostgreSQL.
/// No wall clock of a node is ever compared with a row, so a node whose clock is set wrong, or is stepped, harms nothing.
/// </summary>
/// <param name="inner">Gives the monotonic clock, and the wall clock until the first sample.</param>
public sealed class DatabaseClock(TimeProvider inner) : TimeProvider
{
    private Anchor _anchor = new(inner.GetUtcNow(), inner.GetTimestamp());
    private int _samples;

    /// <summary>Whether the database has been asked yet; until then the node's own clock stands in.</summary>
    public bool IsSampled => Volatile.Read(ref _samples) > 0;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var anchor = Volatile.Read(ref _anchor);
        var now = anchor.At + inner.GetElapsedTime(anchor.Timestamp);

        // PostgreSQL keeps microseconds: an instant must be equal to itself after it was stored.
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes in one reading of the database's clock.</summary>
    /// <param name="databaseTime">What <c>clock_timestamp()</c> answered.</param>
    /// <param name="askedAt">The node's timestamp before the question was sent.</param>
    /// <param name="answeredAt">The node's timestamp after the answer came; the reading is taken for the middle.</param>
    public void Sample(DateTimeOffset databaseTime, long askedAt, long answeredAt)
    {
        Volatile.Write(ref _anchor, new Anchor(databaseTime, askedAt + ((answeredAt - askedAt) / 2)));
        Interlocked.Increment(ref _samples);
    }

    private sealed record Anchor(DateTimeOffset At, long Timestamp);
}
