namespace RingCentral.Connect.Client.Tokens;

/// <summary>Work under way, at most one for each key, which any number of callers await.</summary>
internal sealed class Flights<TKey, TResult>
    where TKey : notnull
{
    private readonly object _gate = new();
    private readonly Dictionary<TKey, Flight> _underWay = [];

    /// <summary>Joins what is under way, or begins it.</summary>
    /// <param name="key">For what.</param>
    /// <param name="wanted">What is asked for if this begins it.</param>
    /// <param name="work">Must not end with its first caller: others may have joined.</param>
    public Flight Join(TKey key, TimeSpan wanted, Func<Task<TResult>> work)
    {
        lock (_gate)
        {
            if (!_underWay.TryGetValue(key, out var flight))
            {
                // Task.Run: nothing of the work runs under the lock.
                flight = new Flight(Task.Run(work), wanted);
                _underWay[key] = flight;
                _ = flight.Result.ContinueWith(ended => Land(key, ended), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return flight;
        }
    }

    private void Land(TKey key, Task ended)
    {
        // Looked at, so that it is not reported as unobserved where all callers have left.
        _ = ended.Exception;
        lock (_gate)
        {
            _underWay.Remove(key);
        }
    }

    /// <param name="Result">What comes of it.</param>
    /// <param name="Wanted">For how long the token was wanted that was asked for.</param>
    internal sealed record Flight(Task<TResult> Result, TimeSpan Wanted);
}
