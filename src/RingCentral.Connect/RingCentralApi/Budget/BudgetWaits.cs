using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>Measures how long each purpose waits for the budget on this node: from the first refusal to the next permit.</summary>
internal sealed class BudgetWaits
{
    private readonly ConcurrentDictionary<AskPurpose, long> _waitingSince = new();
    private readonly Histogram<double> _wait;
    private readonly TimeProvider _time;

    public BudgetWaits(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _wait = meters.Create("RingCentral.Connect").CreateHistogram<double>(
            "connect.auth_budget.wait", "s", "From the first time that a purpose got no permit to the next one that it got.");
    }

    /// <summary>A purpose got none, or some.</summary>
    public void Note(AskPurpose purpose, int granted)
    {
        if (granted == 0)
        {
            _waitingSince.TryAdd(purpose, _time.GetTimestamp());
        }
        else if (_waitingSince.TryRemove(purpose, out var since))
        {
            _wait.Record(_time.GetElapsedTime(since).TotalSeconds, KeyValuePair.Create<string, object?>("purpose", SnakeCase.Write(purpose)));
        }
    }
}
