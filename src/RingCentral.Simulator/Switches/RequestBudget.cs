namespace RingCentral.Simulator.Switches;

/// <summary>"The next N requests" and "a share of requests". The share is dealt out evenly, so that a run can be repeated.</summary>
internal sealed class RequestBudget(long? count, double? share)
{
    private readonly Lock _gate = new();
    private long _left = count ?? long.MaxValue;
    private double _due;

    public long? Left => count is null ? null : Interlocked.Read(ref _left);

    public bool Spent => Interlocked.Read(ref _left) <= 0;

    public bool TryTake()
    {
        lock (_gate)
        {
            if (_left <= 0)
            {
                return false;
            }

            if (share is { } part)
            {
                _due += part;
                // Ten times 0.1 falls a hair short of 1.
                if (_due < 1 - 1e-9)
                {
                    return false;
                }

                _due -= 1;
            }

            _left--;
            return true;
        }
    }
}
