using System.Text.Json;

namespace RingCentral.Connect.Api.Webhooks;

/// <summary>An endpoint that is wanted. A class, since a record would print the secret.</summary>
internal sealed class WebhookEndpointCreateBody
{
    public JsonElement Url { get; init; }

    public JsonElement Description { get; init; }

    public JsonElement Events { get; init; }

    public JsonElement Enabled { get; init; }

    public JsonElement Secret { get; init; }
}

/// <summary>A merge patch of an endpoint (RFC 7396): what is absent stays as it is. Null empties the description and the filter, and is an error for the rest.</summary>
internal sealed record WebhookEndpointPatchBody
{
    public JsonElement Url { get; init; }

    public JsonElement Description { get; init; }

    public JsonElement Events { get; init; }

    public JsonElement Enabled { get; init; }
}

/// <summary>A change of secrets. A class, since a record would print the secret.</summary>
internal sealed class WebhookSecretRotationBody
{
    public JsonElement Secret { get; init; }

    public JsonElement OldSecretExpiresIn { get; init; }
}
