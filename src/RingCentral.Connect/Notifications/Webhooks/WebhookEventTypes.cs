using RingCentral.Connect.Data.Events;

namespace RingCentral.Connect.Notifications.Webhooks;

/// <summary>What webhooks tell of. Everything else that happens is history alone.</summary>
internal static class WebhookEventTypes
{
    /// <summary>What the test button sends, whatever an endpoint asks for.</summary>
    public const string Test = "test";

    public static IReadOnlyList<string> All { get; } =
    [
        EventTypes.Connected, EventTypes.Reconnected, EventTypes.ReauthorizationRequired, EventTypes.Blocked, EventTypes.Recovered, EventTypes.AtRisk,
        EventTypes.Expiring, EventTypes.Disconnected, EventTypes.Deleted, Test,
    ];

    /// <summary>Whether an endpoint with these wishes is sent an event of this type.</summary>
    /// <param name="type">The event's.</param>
    /// <param name="wanted">The endpoint's; empty for all.</param>
    public static bool IsSent(string type, IReadOnlyCollection<string> wanted) => All.Contains(type) && (wanted.Count == 0 || wanted.Contains(type));
}
