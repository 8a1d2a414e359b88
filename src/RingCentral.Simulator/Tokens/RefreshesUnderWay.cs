using System.Collections.Concurrent;

namespace RingCentral.Simulator.Tokens;

/// <summary>Sessions whose refresh has not been answered yet, for the reading that refuses a second one with CMN-304.</summary>
internal sealed class RefreshesUnderWay
{
    private readonly ConcurrentDictionary<int, bool> _sessions = new();

    public bool TryBegin(int session)
    {
        return _sessions.TryAdd(session, true);
    }

    public void End(int session)
    {
        _sessions.TryRemove(session, out _);
    }
}
