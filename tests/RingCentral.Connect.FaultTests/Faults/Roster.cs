using RingCentral.Connect.FaultTests.Kit;

namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>Who is in a run, and what was done to whom: at most one thing to each, so that it is known what must come of it.</summary>
internal sealed class Roster
{
    private readonly Lock _gate = new();
    private readonly Queue<Case> _untouched;

    public Roster(IReadOnlyList<Member> members, int seed)
    {
        var order = members.Select(member => new Case(member)).ToArray();
        new Random(seed).Shuffle(order);
        All = order;
        _untouched = new Queue<Case>(order);
    }

    public IReadOnlyList<Case> All { get; }

    /// <summary>Somebody to whom nothing was done yet.</summary>
    public Case Next()
    {
        lock (_gate)
        {
            return _untouched.Dequeue();
        }
    }
}

/// <summary>One connection of a run, and what is expected of it.</summary>
internal sealed class Case(Member member)
{
    public Member Member { get; } = member;

    public Fate Fate { get; set; } = Fate.Kept;

    /// <summary>How the session was ended, where it was.</summary>
    public Ending? Ending { get; set; }

    /// <summary>What was written meanwhile, and must still be there.</summary>
    public string? Note { get; set; }

    /// <summary>Connects that broke off: their session may be one that never reached us.</summary>
    public int BrokenConnects { get; set; }

    public bool WasReconnected { get; set; }
}

/// <summary>One way in which a session ends at RingCentral.</summary>
/// <param name="Action">What is done to the user.</param>
/// <param name="Code">What the next refresh is refused with.</param>
/// <param name="Reason">What the connection must then say.</param>
internal sealed record Ending(string Action, string Code, string Reason)
{
    public static IReadOnlyList<Ending> All { get; } =
    [
        new("end-sessions", "OAU-211", "token_revoked"),
        new("change-password", "OAU-211", "token_revoked"),
        new("unauthorize-app", "OAU-213", "session_ended"),
        new("delete", "OAU-232", "user_deleted"),
    ];
}

/// <summary>How a connection must end up.</summary>
internal enum Fate
{
    Kept,
    Ended,
    Disconnected,
}
