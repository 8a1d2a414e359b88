namespace RingCentral.Connect.Data.Mails;

/// <summary>
/// A mail that is to be sent, or was: queue and log in one. Its text is written when it is sent and stored nowhere; of the person only the address is kept,
/// and that goes with the connection.
/// </summary>
public sealed class OutgoingMail
{
    /// <summary>UUID version 7; names the message too, so that one sent twice after a crash is known as the same.</summary>
    public required Guid Id { get; init; }

    public required MailKind Kind { get; init; }

    /// <summary>Whose user is written to; null for mails to administrators.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>The alarm that is told of, if one is.</summary>
    public Guid? AlarmId { get; init; }

    /// <summary>What it belongs to: since when the connection has been in its state, since when the alarm was on, for when the digest is.</summary>
    public required DateTimeOffset Incident { get; set; }

    /// <summary>Counts the reminders of an incident from 1; 0 for all else.</summary>
    public int Number { get; init; }

    public required string Recipient { get; init; }

    /// <summary>Not sent before this.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public MailState State { get; set; }

    /// <summary>How often it was taken up to be sent; fences whoever sends it.</summary>
    public int Attempts { get; set; }

    /// <summary>Nobody takes it up before this: a node is at it, or the last attempt failed. Null until the first.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Why it was not sent, in a few words.</summary>
    public string? LastError { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>What a mail says.</summary>
public enum MailKind
{
    /// <summary>To a user: please sign in again.</summary>
    ReauthorizationRequired,

    /// <summary>To a user who has not signed in yet.</summary>
    Reminder,

    /// <summary>To a user: the connection ends at a fixed time unless they sign in before.</summary>
    AboutToLapse,

    /// <summary>To a user who was asked to sign in, and did.</summary>
    Reconnected,

    /// <summary>To administrators: how the fleet is.</summary>
    Digest,

    /// <summary>To administrators: something is the matter.</summary>
    AlarmOpened,

    /// <summary>To administrators: it is over.</summary>
    AlarmClosed,
}

/// <summary>Where a mail stands.</summary>
public enum MailState
{
    Pending,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>It was no longer needed.</summary>
    Dropped,

    /// <summary>The mail server will not take it.</summary>
    Failed,
}
