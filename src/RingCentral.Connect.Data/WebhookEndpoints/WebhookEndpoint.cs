namespace RingCentral.Connect.Data.WebhookEndpoints;

/// <summary>Where events are sent to, and how they are signed on the way.</summary>
public sealed class WebhookEndpoint
{
    /// <summary>UUID version 7; the secrets are bound to it.</summary>
    public required Guid Id { get; init; }

    public required string Url { get; set; }

    /// <summary>The app's own words; empty where there are none.</summary>
    public required string Description { get; set; }

    /// <summary>The types of events that are sent; empty for all of them.</summary>
    public required string[] Events { get; set; }

    /// <summary>The signing secret under Data Protection.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>The Data Protection key that opens <see cref="Secret"/>.</summary>
    public required Guid SecretKeyId { get; set; }

    /// <summary>The secret before, which signs beside the new one until <see cref="PreviousSecretUntil"/>.</summary>
    public byte[]? PreviousSecret { get; set; }

    public Guid? PreviousSecretKeyId { get; set; }

    public DateTimeOffset? PreviousSecretUntil { get; set; }

    /// <summary>Since when nothing is sent; null while it is enabled.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public WebhookDisabledReason? DisabledReason { get; set; }

    /// <summary>Since when every attempt has failed; null while the last one succeeded.</summary>
    public DateTimeOffset? FirstFailedAt { get; set; }

    /// <summary>When an attempt last succeeded, to the minute.</summary>
    public DateTimeOffset? LastSucceededAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>Why nothing is sent to an endpoint.</summary>
public enum WebhookDisabledReason
{
    /// <summary>Somebody said so.</summary>
    Requested,

    /// <summary>It answered 410: it is there no more.</summary>
    Gone,

    /// <summary>Nothing reached it for a day.</summary>
    Failing,
}
