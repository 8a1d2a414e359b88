using System.Diagnostics;
using System.Diagnostics.Metrics;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Measures how many callers wait for a rotation on this node, and for how long.</summary>
internal sealed class CallerTally
{
    private readonly UpDownCounter<long> _waiting;
    private readonly Histogram<double> _wait;

    public CallerTally(IMeterFactory meters)
    {
        var meter = meters.Create(RotationTally.MeterName);
        _waiting = meter.CreateUpDownCounter<long>("connect.callers.waiting", "{caller}", "Callers who wait for a rotation.");
        _wait = meter.CreateHistogram<double>("connect.callers.wait", "s", "How long a caller waited, one step of the wait each.");
    }

    /// <summary>Runs one step of a wait.</summary>
    public async Task MeasureAsync(Func<CancellationToken, Task> wait, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        _waiting.Add(1);
        try
        {
            await wait(cancellationToken);
        }
        finally
        {
            _waiting.Add(-1);
            _wait.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }
}
