namespace RingCentral.Simulator.Switches;

/// <summary>How all switches stand: for everybody, and where they differ for some.</summary>
internal sealed class SwitchBoard(SwitchValues atStart)
{
    private readonly Lock _gate = new();
    private readonly SwitchValues _atStart = atStart;
    private volatile SwitchValues _everybody = atStart;
    private volatile SwitchOverride[] _overrides = [];
    private int _lastId;

    public SwitchValues Everybody => _everybody;

    public IReadOnlyList<SwitchOverride> Overrides => _overrides;

    /// <summary>Names of those that stand otherwise than at the start.</summary>
    public IEnumerable<SwitchEntry> Moved => SwitchCatalogue.All.Where(entry => entry.Print(_everybody) != entry.Print(_atStart));

    /// <summary>The positions that this request sees; spends one of an override's requests, so ask once per request.</summary>
    public SwitchValues For(in RequestSubject subject)
    {
        var values = _everybody;
        var overrides = _overrides;
        if (overrides.Length == 0)
        {
            return values;
        }

        foreach (var entry in overrides)
        {
            if (entry.Takes(subject))
            {
                values = SwitchCatalogue.Apply(values, entry.Changes);
            }
        }

        return values;
    }

    public void Set(IReadOnlyDictionary<string, object> changes)
    {
        lock (_gate)
        {
            _everybody = SwitchCatalogue.Apply(_everybody, changes);
        }
    }

    public SwitchOverride Override(RequestFilter filter, IReadOnlyDictionary<string, object> changes)
    {
        lock (_gate)
        {
            var entry = new SwitchOverride(++_lastId, filter, changes);
            _overrides = [.. _overrides.Where(other => !other.Spent), entry];
            return entry;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _everybody = _atStart;
            _overrides = [];
        }
    }
}
