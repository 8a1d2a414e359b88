namespace RingCentral.Simulator.Switches;

/// <summary>Switches that stand differently for some requests: of one user, session or app, the next few, or a share of them.</summary>
internal sealed record SwitchOverride(int Id, RequestFilter Filter, IReadOnlyDictionary<string, object> Changes)
{
    private readonly RequestBudget _budget = new(Filter.Count, Filter.Share);

    public long? Left => _budget.Left;

    public bool Spent => _budget.Spent;

    public bool Takes(in RequestSubject subject)
    {
        return Filter.Matches(subject) && _budget.TryTake();
    }
}
