namespace RingCentral.Connect.Data.Audit;

/// <summary>
/// Marks an endpoint whose success is written into the audit log, since its work is no change of rows that the log sees by itself: it is sent to RingCentral, or
/// written past the change tracker.
/// </summary>
/// <param name="Action">What it is called in the log: the kind of what it is done to, a dot, and what; which one tells the route value <c>id</c>, where there is one.</param>
public sealed record AuditedCall(string Action);
