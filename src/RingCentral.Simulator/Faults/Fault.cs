using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Faults;

internal enum FaultKind
{
    LoseReply,
    HoldReply,
    Delay,
    Drip,
    Reset,
    Truncate,
    Html,
    Status,
}

internal static class FaultKinds
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<FaultKind>().Select(NameOf)];

    public static string NameOf(FaultKind kind)
    {
        return SwitchCatalogue.NameOf(kind.ToString());
    }
}

/// <summary>One thing that goes wrong on the wire, for the requests that its filter names.</summary>
internal sealed record Fault(int Id, FaultKind Kind, RequestFilter Filter)
{
    private readonly RequestBudget _budget = new(Filter.Count, Filter.Share);

    /// <summary>Null keeps a held reply back until it is released.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Null is 200 for a page, and the code's own status, or 503, for an error.</summary>
    public int? Status { get; init; }

    public int? RetryAfter { get; init; }

    /// <summary>Retry-After as a date instead of seconds; both forms are allowed by HTTP.</summary>
    public bool RetryAfterAsDate { get; init; }

    /// <summary>Code in the body where the usual one of the status is not wanted.</summary>
    public string? ErrorCode { get; init; }

    public long? Left => _budget.Left;

    public bool Spent => _budget.Spent;

    public bool Takes(in RequestSubject subject)
    {
        return !_budget.Spent && Filter.Matches(subject) && _budget.TryTake();
    }
}
