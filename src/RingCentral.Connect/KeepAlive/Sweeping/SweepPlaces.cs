using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive.Sweeping;

/// <summary>
/// How many rotations a sweep runs at once. After an outage everything is due at once, so their number is a ramp (DESIGN 6): where RingCentral fails
/// to answer most of a round, half of the places are withheld, down to a sixteenth, and those that are left rest between two asks; where it answers,
/// their number doubles, once a second at the most. A place is for asking: a rotation that waits for its commit gives its own to the next, unless as many wait already
/// as there are places.
/// </summary>
internal sealed class SweepPlaces : IDisposable
{
    private const int FloorShare = 16;

    /// <summary>
    /// Places are gathered until a quarter of them is free, so that claims travel in batches even where rotations end one by one; but where none
    /// comes free for so long, what there is goes.
    /// </summary>
    private const int ShareOfBatch = 4;

    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(3);

    /// <summary>How soon the number may double again.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _free;
    private readonly int _most;
    private readonly int _floor;
    private long _changedAt;
    private int _withheld;
    private int _committing;
    private int _answered;
    private int _failed;
    private TimeSpan _rest = TimeSpan.Zero;

    public SweepPlaces(IOptions<SweepOptions> options, IMeterFactory meters, TimeProvider time)
    {
        (_time, _most) = (time, options.Value.Concurrency);
        Count = _floor = Math.Max(1, _most / FloorShare);
        _free = new SemaphoreSlim(Count);
        _changedAt = time.GetTimestamp();
        meters.Create(RotationTally.MeterName).CreateObservableGauge(
            "connect.sweep.places", () => Count, "{rotation}", "How many rotations the sweep of this node may run at once: fewer while RingCentral fails to answer.");
    }

    /// <summary>How many there are at the moment, between a sixteenth of <see cref="SweepOptions.Concurrency"/> and all of it.</summary>
    public int Count { get; private set; }

    /// <summary>Waits for a free place, and takes all that are free by then.</summary>
    /// <returns>How many were taken, at least 1.</returns>
    public async Task<int> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        var places = 1;
        for (var wanted = Count / ShareOfBatch; places < wanted && await _free.WaitAsync(LongestGathering, CancellationToken.None);)
        {
            places++;
        }

        while (_free.Wait(0, CancellationToken.None))
        {
            places++;
        }

        return places;
    }

    /// <summary>Gives places back for which nothing was due.</summary>
    public void GiveBackUnused(int places)
    {
        lock (_lock)
        {
            Free(places);
        }
    }

    /// <summary>Gives a place back after a rotation.</summary>
    /// <param name="outcome">How it ended; null where it failed by a fault of ours.</param>
    public void GiveBack(RotationOutcome? outcome)
    {
        TimeSpan rest;
        lock (_lock)
        {
            Weigh(outcome);
            rest = outcome == RotationOutcome.Postponed ? _rest : TimeSpan.Zero;
        }

        if (rest == TimeSpan.Zero)
        {
            GiveBackUnused(1);
        }
        else
        {
            _ = Task.Delay(rest, _time).ContinueWith(_ => GiveBackUnused(1), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Gives a place back whose rotation has its pair and waits for the commit.</summary>
    /// <returns>False where too many wait for theirs: the database is behind, and nothing more is asked until it has caught up.</returns>
    public bool TryGiveBackEarly()
    {
        lock (_lock)
        {
            if (_committing >= Count)
            {
                return false;
            }

            _committing++;
            Weigh(RotationOutcome.Rotated);
            Free(1);
            return true;
        }
    }

    /// <summary>The commit has ended for which a place was given back early.</summary>
    public void Committed()
    {
        lock (_lock)
        {
            _committing--;
        }
    }

    public void Dispose() => _free.Dispose();

    private void Weigh(RotationOutcome? outcome)
    {
        if (outcome is RotationOutcome.Postponed)
        {
            _failed++;
        }
        else if (outcome is RotationOutcome.Rotated or RotationOutcome.Flagged or RotationOutcome.Blocked or RotationOutcome.Doubted or RotationOutcome.HeldBack
            or RotationOutcome.RefreshRefused)
        {
            _answered++;
        }

        // A round is as many answers as there are places: a few sessions that fail among many that do not slow nobody down.
        if (_answered + _failed < Count)
        {
            return;
        }

        var isFailing = _failed > _answered;
        (_answered, _failed) = (0, 0);
        if (isFailing)
        {
            Slow();
        }
        else
        {
            Quicken();
        }
    }

    private void Slow()
    {
        if (Count > _floor)
        {
            Resize(Math.Max(_floor, Count / 2));
        }
        else
        {
            _rest = _rest == TimeSpan.Zero ? ShortestRest : _rest * 2 < LongestRest ? _rest * 2 : LongestRest;
        }
    }

    private void Quicken()
    {
        _rest = TimeSpan.Zero;
        if (_time.GetElapsedTime(_changedAt) >= Step)
        {
            Resize(Math.Min(_most, Count * 2));
        }
    }

    private void Resize(int count)
    {
        var more = count - Count;
        Count = count;
        _changedAt = _time.GetTimestamp();
        if (more > 0)
        {
            Free(more);
            return;
        }

        for (_withheld -= more; _withheld > 0 && _free.Wait(0, CancellationToken.None); _withheld--)
        {
            // Those that are free go at once, the others as they come back.
        }
    }

    /// <summary>Places that are withheld do not come back.</summary>
    private void Free(int places)
    {
        var withheld = Math.Min(_withheld, places);
        _withheld -= withheld;
        if (places > withheld)
        {
            _free.Release(places - withheld);
        }
    }
}
