using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Faults;

/// <summary>The faults that wait for a request, and the door behind which held replies wait.</summary>
internal sealed class FaultBoard(SimulatorClock clock)
{
    private readonly Lock _gate = new();
    private volatile Fault[] _faults = [];
    private TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;

    public bool Any => _faults.Length > 0;

    public IReadOnlyList<Fault> Pending => [.. _faults.Where(fault => !fault.Spent)];

    /// <summary>Completes when faults are cleared: whatever is held or delayed goes on.</summary>
    public Task Released => Volatile.Read(ref _release).Task;

    public Fault Add(Func<int, Fault> make)
    {
        lock (_gate)
        {
            var fault = make(++_lastId);
            _faults = [.. _faults.Where(other => !other.Spent), fault];
            return fault;
        }
    }

    public int Clear()
    {
        lock (_gate)
        {
            var pending = _faults.Count(fault => !fault.Spent);
            _faults = [];
            Interlocked.Exchange(ref _release, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            return pending;
        }
    }

    /// <summary>The first fault that is meant for this request, in the order they were set; one request meets one fault.</summary>
    public Fault? Take(in RequestSubject subject)
    {
        foreach (var fault in _faults)
        {
            if (fault.Takes(subject))
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>What happens before any work: a delay, or an answer that leaves the session as it was.</summary>
    public async ValueTask<Reply?> BeforeAsync(Fault fault, Exchange exchange, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.Delay:
                await PauseAsync(fault.Delay ?? TimeSpan.FromSeconds(1), cancellationToken);
                return null;
            case FaultKind.Reset:
                return Reply.Empty;
            case FaultKind.Html:
                return FaultReplies.Html(fault);
            case FaultKind.Status:
                return FaultReplies.Status(fault, exchange);
            default:
                return null;
        }
    }

    /// <summary>Waits by the machine's clock, and no longer than until faults are cleared.</summary>
    public async Task PauseAsync(TimeSpan? delay, CancellationToken cancellationToken)
    {
        var released = Released;
        if (delay is not { } time)
        {
            await released.WaitAsync(cancellationToken);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(released, Task.Delay(time, clock.Machine, stop.Token));
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
