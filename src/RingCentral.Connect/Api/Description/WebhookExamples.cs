using System.Text.Json;
using System.Text.Json.Nodes;
using RingCentral.Connect.Api.Webhooks;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Notifications.Webhooks.Payloads;

namespace RingCentral.Connect.Api.Description;

/// <summary>Examples of webhooks, written by the code that writes the real answers.</summary>
internal static class WebhookExamples
{
    // Of the specification's own tests: nobody's.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly Guid Id = Guid.Parse("019aa8f2-7b3e-7c11-8d42-5a9f0e6b7c8d");
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static JsonNode Endpoint => Write(null, null);

    public static JsonNode EndpointWithSecret => Write(Secret, null);

    public static JsonNode RotatedEndpoint => Write(Secret, Noon.AddDays(1));

    public static JsonNode EndpointList => new JsonObject { ["data"] = new JsonArray(Endpoint), ["next_cursor"] = null };

    public static JsonNode Create => JsonNode.Parse(
        """{"url":"https://app.example.com/webhooks","description":"support desk","events":["connection.reauthorization_required","connection.reconnected"]}""")!;

    public static JsonNode Patch => JsonNode.Parse("""{"events":[],"enabled":true}""")!;

    public static JsonNode Rotation => JsonNode.Parse("""{"old_secret_expires_in":86400}""")!;

    public static JsonNode Test => Write(new WebhookDeliveryBody
    {
        Id = "msg_019aa8f3a1c47d208e5b6f7a8b9c0d1e",
        EndpointId = Id,
        EventType = "test",
        Status = "pending",
        Attempts = 0,
        NextAttemptAt = Noon,
        CreatedAt = Noon,
        Payload = JsonSerializer.SerializeToElement(TestEvent),
    });

    public static JsonNode TestEvent => JsonNode.Parse(WebhookPayloads.Test(Id, Noon))!;

    public static JsonNode AlarmEvent(bool isOver) => JsonNode.Parse(WebhookPayloads.Of(
        new Alarm
        {
            Id = Guid.Parse("019aa8f2-9a10-7b42-8c3d-2e4f6a8b0c1d"),
            Kind = AlarmKind.SweepLagging,
            Subject = "",
            Detail = "A session has been due for 7 minutes.",
            OpenedAt = Noon,
            UpdatedAt = Noon,
            ClosedAt = isOver ? Noon.AddMinutes(20) : null,
        },
        isOver))!;

    public static JsonNode Redelivery => Delivery("pending", 0, Noon.AddHours(3));

    public static JsonNode DeliveryList => new JsonObject { ["data"] = new JsonArray(Delivery("delivered", 2, null)), ["next_cursor"] = "AZqo8kwefTqbUg9rjhwtPw" };

    /// <summary>The body of an event of this type.</summary>
    public static JsonNode EventOf(string type)
    {
        var state = WebhookPayloads.StateOf(type);
        var (reason, code) = state switch
        {
            ConnectionState.NeedsReauthorization => (StateReason.TokenRevoked, "OAU-211"),
            ConnectionState.Blocked => (StateReason.UserDisabled, "OAU-236"),
            _ => ((StateReason?)null, (string?)null),
        };
        var isDeleted = type == EventTypes.Deleted;
        var data = new ConnectionData
        {
            ConnectionId = Guid.Parse("019aa8f2-4c1e-7d3a-9b52-0f6b8e1c2d3f"),
            ExternalId = isDeleted ? null : "user-4711",
            Sequence = 3,
            State = state is { } known ? SnakeCase.Write(known) : null,
            Reason = reason is { } why ? SnakeCase.Write(why) : null,
            RingcentralCode = code,
            Since = Noon.UtcDateTime,
            Owner = isDeleted ? null : new OwnerData("256440016", "256440000", "Ada Byron", "ada@example.com", "101"),
            ReconnectUrl = state == ConnectionState.NeedsReauthorization ? new Uri("https://connect.example.com/reconnect/CfDJ8") : null,
            SessionExpiresAt = type == EventTypes.Expiring ? Noon.UtcDateTime.AddDays(2) : null,
        };
        return JsonSerializer.SerializeToNode(new WebhookPayload<ConnectionData>(type, Noon.UtcDateTime, data), WebhookJson.Default.WebhookPayloadConnectionData)!;
    }

    private static JsonNode Write(string? secret, DateTimeOffset? oldSecretExpiresAt) => JsonSerializer.SerializeToNode(
        new WebhookEndpointBody
        {
            Id = Id,
            Url = "https://app.example.com/webhooks",
            Description = "support desk",
            Events = [EventTypes.ReauthorizationRequired, EventTypes.Reconnected],
            Enabled = true,
            LastSucceededAt = secret is null ? Noon : null,
            OldSecretExpiresAt = oldSecretExpiresAt,
            CreatedAt = Noon.AddDays(-40),
            UpdatedAt = Noon.AddDays(-40),
            Secret = secret,
        },
        ApiJson.Default.WebhookEndpointBody)!;

    private static JsonNode Write(WebhookDeliveryBody body) => JsonSerializer.SerializeToNode(body, ApiJson.Default.WebhookDeliveryBody)!;

    private static JsonNode Delivery(string status, int attempts, DateTimeOffset? next) => Write(new WebhookDeliveryBody
    {
        Id = "msg_019aa8f2c3d47e508f6b7a8b9c0d1e2f",
        EndpointId = Id,
        EventType = EventTypes.ReauthorizationRequired,
        ConnectionId = Guid.Parse("019aa8f2-4c1e-7d3a-9b52-0f6b8e1c2d3f"),
        Sequence = 3,
        Status = status,
        Attempts = attempts,
        NextAttemptAt = next,
        LastAttemptAt = Noon.AddSeconds(7),
        LastResponseCode = 204,
        LastDurationMs = 84,
        CreatedAt = Noon.AddSeconds(1),
        DeliveredAt = next is null ? Noon.AddSeconds(7) : null,
        Payload = JsonSerializer.SerializeToElement(EventOf(EventTypes.ReauthorizationRequired)),
    });
}
