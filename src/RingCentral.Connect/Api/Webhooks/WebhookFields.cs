using System.Text.Json;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Addresses;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Api.Webhooks;

/// <summary>Reads what callers send of endpoints, field by field, and gathers what is wrong.</summary>
internal sealed class WebhookFields(bool allowPrivateAddresses)
{
    /// <summary>How long the old secret stays live unless the caller says otherwise.</summary>
    public static readonly TimeSpan UsualOverlap = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    private readonly Dictionary<string, string[]> _errors = [];

    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    /// <summary>Null where something is wrong.</summary>
    public NewWebhookEndpoint? Read(WebhookEndpointCreateBody body)
    {
        var (url, secret) = (Url(body.Url), Secret(body.Secret));
        var (description, events, enabled) = (Description(body.Description) ?? "", Events(body.Events) ?? [], Enabled(body.Enabled) ?? true);
        return _errors.Count > 0 ? null : new NewWebhookEndpoint { Url = url!, Description = description, Events = events, Enabled = enabled, Secret = secret! };
    }

    /// <inheritdoc cref="Read(WebhookEndpointCreateBody)"/>
    public WebhookEndpointEdit? Read(WebhookEndpointPatchBody body)
    {
        var edit = new WebhookEndpointEdit
        {
            Url = body.Url.ValueKind == JsonValueKind.Undefined ? null : Url(body.Url),
            Description = Description(body.Description),
            Events = Events(body.Events),
            Enabled = Enabled(body.Enabled),
        };
        return _errors.Count > 0 ? null : edit;
    }

    /// <inheritdoc cref="Read(WebhookEndpointCreateBody)"/>
    public (WebhookSecret Secret, TimeSpan Overlap)? Read(WebhookSecretRotationBody body)
    {
        var (secret, overlap) = (Secret(body.Secret), Overlap(body.OldSecretExpiresIn));
        return _errors.Count > 0 ? null : (secret!, overlap);
    }

    private string? Url(JsonElement value)
    {
        var text = JsonFields.Text(value);
        if (WebhookUrl.Check(text, allowPrivateAddresses) is { } fault)
        {
            _errors["url"] = [fault];
        }

        return text;
    }

    private string? Description(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return value.ValueKind == JsonValueKind.Null ? "" : null;
        }

        var text = JsonFields.Text(value);
        if (text is not { Length: <= WebhookEndpointMapping.DescriptionMaxLength } || text.Contains('\0'))
        {
            _errors["description"] = [$"must be at most {WebhookEndpointMapping.DescriptionMaxLength} characters"];
        }

        return text;
    }

    private List<string>? Events(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return value.ValueKind == JsonValueKind.Null ? [] : null;
        }

        var types = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(JsonFields.Text).ToList() : [null];
        if (types.Count > WebhookEventTypes.All.Count || types.Distinct().Count() < types.Count || types.Exists(type => type is null || !WebhookEventTypes.All.Contains(type)))
        {
            _errors["events"] = [$"must be a list of {string.Join(", ", WebhookEventTypes.All)}, each at most once; empty for all"];
            return null;
        }

        return [.. types.Select(type => type!)];
    }

    private bool? Enabled(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            default:
                _errors["enabled"] = ["must be true or false"];
                return null;
        }
    }

    /// <summary>A new one where none is given.</summary>
    private WebhookSecret? Secret(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return WebhookSecret.Create();
        }

        var secret = WebhookSecret.TryRead(JsonFields.Text(value));
        if (secret is null)
        {
            _errors["secret"] = [WebhookSecret.Rule];
        }

        return secret;
    }

    private TimeSpan Overlap(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return UsualOverlap;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds) && seconds >= 0 && seconds <= LongestOverlap.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        _errors["old_secret_expires_in"] = [$"must be a whole number of seconds from 0 to {(int)LongestOverlap.TotalSeconds}"];
        return default;
    }
}
