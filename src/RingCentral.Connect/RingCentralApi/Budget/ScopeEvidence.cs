namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>
/// Concludes from <c>X-Rate-Limit-Remaining</c> whether RingCentral counts the requests of each user or of the whole application, about which its
/// documentation and staff disagree (RINGCENTRAL 6): the first request of one user, soon after one of another, leaves <c>limit - 1</c> only if each
/// user has a bucket of their own. What other nodes send can only speak for the application, which is the safe reading.
/// </summary>
internal sealed class ScopeEvidence(TimeProvider time)
{
    /// <summary>Observations in a row before each user is believed to have a limit of their own.</summary>
    private const int Needed = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _lastAsked = new(StringComparer.Ordinal);
    private int _observations;

    /// <summary>Weighs one reply.</summary>
    /// <param name="user">Whom the request was for.</param>
    /// <param name="limit">What the reply's headers said.</param>
    /// <returns>Null where the reply proves nothing, or too little.</returns>
    public AuthBudgetScope? Weigh(string user, RateLimit limit)
    {
        lock (_lock)
        {
            Forget(limit.Window);
            var isFirstOfUser = !_lastAsked.ContainsKey(user);

            // The window slides: what was asked near its other edge may have left it by RingCentral's clock.
            var wasAnotherAsked = _lastAsked.Values.Any(at => time.GetElapsedTime(at) < limit.Window / 2);
            _lastAsked[user] = time.GetTimestamp();
            return isFirstOfUser && wasAnotherAsked && limit.Remaining is { } remaining ? Conclude(remaining == limit.Limit - 1) : null;
        }
    }

    private AuthBudgetScope? Conclude(bool isFull)
    {
        _observations = isFull ? _observations + 1 : 0;
        return isFull ? _observations >= Needed ? AuthBudgetScope.User : null : AuthBudgetScope.Application;
    }

    private void Forget(TimeSpan window)
    {
        // Twice the window: a user who was asked near its edge is not a first-comer yet.
        foreach (var user in _lastAsked.Where(asked => time.GetElapsedTime(asked.Value) > window * 2).Select(asked => asked.Key).ToList())
        {
            _lastAsked.Remove(user);
        }
    }
}
