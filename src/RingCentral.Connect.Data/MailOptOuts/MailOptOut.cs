namespace RingCentral.Connect.Data.MailOptOuts;

/// <summary>A person wants no reminders about a connection, now or later. They are still told once when they must sign in.</summary>
public sealed class MailOptOut
{
    public required Guid ConnectionId { get; init; }

    public required DateTimeOffset OptedOutAt { get; init; }
}
