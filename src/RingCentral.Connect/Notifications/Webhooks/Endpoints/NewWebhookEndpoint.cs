using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Notifications.Webhooks.Endpoints;

/// <summary>An endpoint that is wanted.</summary>
internal sealed record NewWebhookEndpoint
{
    public required string Url { get; init; }

    public required string Description { get; init; }

    /// <summary>Empty for every event.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    public required bool Enabled { get; init; }

    public required WebhookSecret Secret { get; init; }
}

/// <summary>A change of an endpoint; what is null stays as it is.</summary>
internal sealed record WebhookEndpointEdit
{
    public string? Url { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Events { get; init; }

    public bool? Enabled { get; init; }
}
