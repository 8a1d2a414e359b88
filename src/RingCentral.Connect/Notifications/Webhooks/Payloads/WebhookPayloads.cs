using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;

namespace RingCentral.Connect.Notifications.Webhooks.Payloads;

/// <summary>Writes the bodies of webhooks as they are stored.</summary>
internal static class WebhookPayloads
{
    /// <summary>The bodies of some events, in their order. The state is the one that each event tells of, whatever has happened since; the rest is as it is now.</summary>
    public static async Task<IReadOnlyList<string>> WriteAsync(ConnectDbContext context, IReadOnlyList<ConnectionEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(entry => entry.ConnectionId).Distinct().ToList();
        var connections = await context.Connections.AsNoTracking().Where(connection => ids.Contains(connection.Id)).ToDictionaryAsync(connection => connection.Id, cancellationToken);
        var ends = await context.Sessions.AsNoTracking().Where(session => ids.Contains(session.ConnectionId) && session.SessionExpiresAt != null)
            .Select(session => new { session.ConnectionId, session.SessionExpiresAt })
            .ToDictionaryAsync(session => session.ConnectionId, session => session.SessionExpiresAt, cancellationToken);
        return [.. events.Select(entry => Write(entry, connections.GetValueOrDefault(entry.ConnectionId), ends.GetValueOrDefault(entry.ConnectionId)))];
    }

    /// <summary>The body of a test.</summary>
    public static string Test(Guid endpointId, DateTimeOffset now) =>
        JsonSerializer.Serialize(new WebhookPayload<TestData>(WebhookEventTypes.Test, now.UtcDateTime, new TestData(endpointId)), WebhookJson.Default.WebhookPayloadTestData);

    /// <summary>The body of an alarm's beginning, or of its end.</summary>
    public static string Of(Alarm alarm, bool isOver)
    {
        var data = new AlarmData
        {
            AlarmId = alarm.Id,
            Kind = SnakeCase.Write(alarm.Kind),
            Subject = alarm.Subject,
            Detail = alarm.Detail,
            OpenedAt = alarm.OpenedAt.UtcDateTime,
            ClosedAt = isOver ? alarm.ClosedAt?.UtcDateTime : null,
        };
        return JsonSerializer.Serialize(
            new WebhookPayload<AlarmData>(isOver ? WebhookEventTypes.AlarmClosed : WebhookEventTypes.AlarmOpened, data.ClosedAt ?? data.OpenedAt, data),
            WebhookJson.Default.WebhookPayloadAlarmData);
    }

    private static string Write(ConnectionEvent entry, Connection? connection, DateTimeOffset? sessionEnd)
    {
        var data = new ConnectionData
        {
            ConnectionId = entry.ConnectionId,
            ExternalId = connection?.ExternalId,
            Sequence = entry.Sequence,
            State = StateOf(entry.Type) is { } state ? SnakeCase.Write(state) : null,
            Reason = entry.Reason,
            RingcentralCode = entry.RingCentralCode,
            Since = entry.OccurredAt.UtcDateTime,
            Owner = connection is null
                ? null
                : new OwnerData(connection.OwnerId, connection.AccountId, connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber),
            ReconnectUrl = entry.Type == EventTypes.ReauthorizationRequired && connection is not null ? StoredLinks.For(connection) : null,
            SessionExpiresAt = sessionEnd?.UtcDateTime,
        };
        return JsonSerializer.Serialize(
            new WebhookPayload<ConnectionData>(entry.Type, entry.OccurredAt.UtcDateTime, data), WebhookJson.Default.WebhookPayloadConnectionData);
    }

    /// <summary>The state that an event tells of; null for a connection that is deleted.</summary>
    public static ConnectionState? StateOf(string type) => type switch
    {
        EventTypes.ReauthorizationRequired => ConnectionState.NeedsReauthorization,
        EventTypes.Blocked => ConnectionState.Blocked,
        EventTypes.Disconnected => ConnectionState.Disconnected,
        EventTypes.Deleted => null,
        _ => ConnectionState.Active,
    };
}
