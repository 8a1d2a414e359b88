namespace RingCentral.Simulator.Clock;

/// <summary>The machine's clock plus an offset that only ever grows, so that seven days can pass in one call.</summary>
internal sealed class SimulatorClock(TimeProvider machine) : TimeProvider
{
    private long _offset;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <summary>Waits on the wire last as long as they say, whatever the simulated time does.</summary>
    public TimeProvider Machine => machine;

    public override DateTimeOffset GetUtcNow()
    {
        return machine.GetUtcNow() + Offset;
    }

    /// <summary>As far ahead as an earlier run was; only before the first request.</summary>
    public void Restore(TimeSpan offset)
    {
        Interlocked.Exchange(ref _offset, offset.Ticks);
    }

    public DateTimeOffset Advance(TimeSpan by)
    {
        Interlocked.Add(ref _offset, by.Ticks);
        return GetUtcNow();
    }
}
