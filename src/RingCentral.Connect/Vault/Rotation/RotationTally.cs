using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>Counts how rotations end: as metrics, and for the rollups in the database.</summary>
internal sealed class RotationTally
{
    /// <summary>The meter of everything that the service measures.</summary>
    public const string MeterName = "RingCentral.Connect";

    private readonly ConcurrentDictionary<RotationOutcome, long> _counts = new();
    private readonly Counter<long> _rotations;
    private readonly Histogram<double> _duration;

    public RotationTally(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _rotations = meter.CreateCounter<long>("connect.rotations", "{rotation}", "Rotations by outcome.");
        _duration = meter.CreateHistogram<double>("connect.rotation.duration", "s", "From the claim to the end of its rotation.");
    }

    /// <summary>A rotation ended.</summary>
    public void Add(RotationOutcome outcome, TimeSpan duration)
    {
        _counts.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        var tag = KeyValuePair.Create<string, object?>("outcome", SnakeCase.Write(outcome));
        _rotations.Add(1, tag);
        _duration.Record(duration.TotalSeconds, tag);
    }

    /// <summary>Takes what was counted since the last time.</summary>
    public IReadOnlyDictionary<RotationOutcome, long> Take()
    {
        var taken = new Dictionary<RotationOutcome, long>();
        foreach (var outcome in _counts.Keys)
        {
            if (_counts.TryRemove(outcome, out var count))
            {
                taken[outcome] = count;
            }
        }

        return taken;
    }

    /// <summary>Puts back what could not be stored.</summary>
    public void PutBack(IReadOnlyDictionary<RotationOutcome, long> counts)
    {
        foreach (var (outcome, count) in counts)
        {
            _counts.AddOrUpdate(outcome, count, (_, existing) => existing + count);
        }
    }
}
