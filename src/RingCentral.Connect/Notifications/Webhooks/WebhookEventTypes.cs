using RingCentral.Connect.Data.Events;

namespace RingCentral.Connect.Notifications.Webhooks;

/// <summary>What webhooks tell of. Everything else that happens is history alone.</summary>
internal static class WebhookEventTypes
{
    /// <summary>What the test button sends, whatever an endpoint asks for.</summary>
    public const string Test = "test";

    /// <summary>An alarm has begun.</summary>
    public const string AlarmOpened = "alarm.opened";

    /// <summary>An alarm is over.</summary>
    public const string AlarmClosed = "alarm.closed";

    /// <summary>What is sent only to an endpoint that names it: apps are told of their users' connections, and alarms are for whoever runs the service.</summary>
    private static readonly string[] OnlyByName = [AlarmOpened, AlarmClosed];

    public static IReadOnlyList<string> All { get; } =
    [
        EventTypes.Connected, EventTypes.Reconnected, EventTypes.ReauthorizationRequired, EventTypes.Blocked, EventTypes.Recovered, EventTypes.AtRisk,
        EventTypes.Expiring, EventTypes.Disconnected, EventTypes.Deleted, Test, AlarmOpened, AlarmClosed,
    ];

    /// <summary>Whether an endpoint with these wishes is sent an event of this type.</summary>
    /// <param name="type">The event's.</param>
    /// <param name="wanted">The endpoint's; empty for all that has not to be named.</param>
    public static bool IsSent(string type, IReadOnlyCollection<string> wanted) =>
        All.Contains(type) && (wanted.Count == 0 ? !OnlyByName.Contains(type) : wanted.Contains(type));
}
