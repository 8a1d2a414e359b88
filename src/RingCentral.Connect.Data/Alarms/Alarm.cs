namespace RingCentral.Connect.Data.Alarms;

/// <summary>Something that an administrator must know of: one row per incident, opened, updated and closed by itself.</summary>
public sealed class Alarm
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    public required AlarmKind Kind { get; init; }

    /// <summary>What it is about, where there can be several of a kind; else empty.</summary>
    public required string Subject { get; init; }

    /// <summary>What is the matter, in a sentence, as of <see cref="UpdatedAt"/>.</summary>
    public required string Detail { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When an administrator took note. For the mass brake this means: these sessions really have ended, flag them.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>When it was over; null while it is on.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When webhooks of its beginning were queued; null until then.</summary>
    public DateTimeOffset? OpeningToldAt { get; set; }

    /// <summary>When webhooks of its end were queued; null until then.</summary>
    public DateTimeOffset? ClosingToldAt { get; set; }
}

/// <summary>What alarms there are.</summary>
public enum AlarmKind
{
    /// <summary>RingCentral refuses our client id or secret; asking is paused.</summary>
    Configuration,

    /// <summary>So many sessions seem to have ended at once that none is flagged.</summary>
    MassBrake,

    /// <summary>A stored token pair does not open.</summary>
    VaultUnavailable,

    /// <summary>The auth budget cannot carry the fleet.</summary>
    BudgetTooSmall,

    /// <summary>Due sessions are not reached in time.</summary>
    SweepLagging,

    /// <summary>Nothing reaches a webhook endpoint for an hour, or it was disabled: nothing reached it for a day, or it is gone. The subject is its id.</summary>
    WebhookFailing,

    /// <summary>The mail server takes no mail.</summary>
    MailFailing,

    /// <summary>The certificate that wraps new keys of the key ring ends soon, or has. The subject is its thumbprint.</summary>
    CertificateEnding,

    /// <summary>PostgreSQL has hardly a connection left.</summary>
    ConnectionsScarce,
}
