using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Notifications.Webhooks.Delivery;

namespace RingCentral.Connect.Pages.Display;

/// <summary>Endpoints of webhooks, and what was sent to them, as an administrator reads it.</summary>
internal static class WebhookText
{
    public static DisplayState Of(WebhookEndpoint endpoint, DateTimeOffset now) => endpoint switch
    {
        { DisabledAt: not null, DisabledReason: WebhookDisabledReason.Gone } => new("needs-user", "Disabled: it answered 410, so it is gone"),
        { DisabledAt: not null, DisabledReason: WebhookDisabledReason.Failing } => new("needs-user", "Disabled: nothing reached it for a day"),
        { DisabledAt: not null } => new("disconnected", "Disabled"),
        { FirstFailedAt: { } since } => new("at-risk", $"Failing for {Durations.InWords(now - since)}"),
        { LastSucceededAt: null } => new("healthy", "Enabled; nothing was sent yet"),
        _ => new("healthy", "Working"),
    };

    public static DisplayState Of(WebhookDelivery delivery) => delivery switch
    {
        { State: WebhookDeliveryState.Delivered, LastResponseCode: { } code } => new("healthy", $"Delivered, answered {code}"),
        { State: WebhookDeliveryState.Delivered } => new("healthy", "Delivered"),
        { State: WebhookDeliveryState.Pending, Attempts: 0 } => new("expiring", "On its way"),
        { State: WebhookDeliveryState.Pending } => new("at-risk", $"Failed: {Why(delivery)}"),
        _ => new("needs-user", $"Given up: {Why(delivery)}"),
    };

    private static string Why(WebhookDelivery delivery) => delivery.LastError switch
    {
        AttemptErrors.Timeout => "no answer in time",
        AttemptErrors.NameResolutionFailed => "the name of its server is not known",
        AttemptErrors.ConnectionFailed => "no connection",
        AttemptErrors.ConnectionBroken => "the connection broke",
        AttemptErrors.TlsFailed => "its certificate is not trusted, or TLS failed",
        AttemptErrors.AddressNotAllowed => "its name stands for an address that is not allowed",
        AttemptErrors.RedirectNotFollowed => $"it redirects ({delivery.LastResponseCode}), and redirects are not followed",
        AttemptErrors.Refused => $"it answered {delivery.LastResponseCode}",
        AttemptErrors.EndpointDisabled => "the endpoint was disabled",
        AttemptErrors.SecretUnavailable => "its secret does not open with the keys that this node has",
        { } other => other,
        null => "not sent",
    };
}
