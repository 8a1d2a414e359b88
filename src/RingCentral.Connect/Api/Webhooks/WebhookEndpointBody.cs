using System.Text.Json.Serialization;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Api.Webhooks;

/// <summary>Where events are sent to.</summary>
// A class, since a record would print the secret.
internal sealed class WebhookEndpointBody
{
    public required Guid Id { get; init; }

    /// <summary>Where webhooks are sent to.</summary>
    public required string Url { get; init; }

    /// <summary>Your own words.</summary>
    public required string Description { get; init; }

    /// <summary>The types of events that are sent; empty for all.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Whether anything is sent.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Since when nothing is sent.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Why: <c>requested</c>: somebody said so; <c>gone</c>: it answered 410; <c>failing</c>: nothing reached it for a day.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>Since when every attempt has failed; null while the last one succeeded.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When a webhook last reached it, to the minute.</summary>
    public DateTimeOffset? LastSucceededAt { get; init; }

    /// <summary>Until when the secret before signs beside the present one; null where there is none.</summary>
    public DateTimeOffset? OldSecretExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The signing secret, <c>whsec_…</c>: shown when it is made, and never again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    public static WebhookEndpointBody Of(WebhookEndpoint endpoint, DateTimeOffset now, WebhookSecret? secret = null) => new()
    {
        Id = endpoint.Id,
        Url = endpoint.Url,
        Description = endpoint.Description,
        Events = endpoint.Events,
        Enabled = endpoint.DisabledAt is null,
        DisabledAt = endpoint.DisabledAt,
        DisabledReason = endpoint.DisabledReason is { } reason ? SnakeCase.Write(reason) : null,
        FailingSince = endpoint.FirstFailedAt,
        LastSucceededAt = endpoint.LastSucceededAt,
        OldSecretExpiresAt = endpoint.PreviousSecretUntil > now ? endpoint.PreviousSecretUntil : null,
        CreatedAt = endpoint.CreatedAt,
        UpdatedAt = endpoint.UpdatedAt,
        Secret = secret?.Reveal(),
    };
}

/// <summary>All endpoints.</summary>
internal sealed record WebhookEndpointListBody(IReadOnlyList<WebhookEndpointBody> Data, string? NextCursor);
