namespace RingCentral.Connect.Administration.Audit;

/// <summary>What to show of the audit log.</summary>
internal sealed record AuditQuery
{
    /// <summary>A part of a name or subject; null for everybody.</summary>
    public string? Who { get; init; }

    /// <summary>An action, or the kind of thing that is before its dot; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>Which thing it was done to; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>From this day on.</summary>
    public DateOnly? From { get; init; }

    /// <summary>To this day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Where a page goes on: only what is older than this record.</summary>
    public long? Before { get; init; }
}
