namespace RingCentral.Connect.Administration.Audit;

/// <summary>Something that was done, for the audit log.</summary>
/// <param name="Action">Such as <c>connection.mailed</c>: the subject's kind, a dot, and what happened to it.</param>
/// <param name="SubjectId">To which one; null where there is only one.</param>
internal sealed record AuditEntry(string Action, string? SubjectId = null)
{
    /// <summary>What it was done to.</summary>
    public string SubjectKind => Action[..Action.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>What was changed, as it was: an object whose members are written in snake case. Never a secret, nor a person's name.</summary>
    public object? Before { get; init; }

    /// <summary>The same, as it is now.</summary>
    public object? After { get; init; }
}
