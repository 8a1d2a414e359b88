namespace RingCentral.Connect.Notifications.Mail.Sending;

/// <summary>What the mail server made of a mail.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>It has taken the mail.</summary>
    public sealed record Sent : SendResult;

    /// <summary>It will not take this mail, now or later (5xx).</summary>
    public sealed record Refused(string Why) : SendResult;

    /// <summary>It does not take this mail now (4xx); others it may.</summary>
    public sealed record Deferred(string Why) : SendResult;

    /// <summary>It takes none: it cannot be reached, is not trusted, or refuses us.</summary>
    public sealed record Unavailable(string Why) : SendResult;
}
