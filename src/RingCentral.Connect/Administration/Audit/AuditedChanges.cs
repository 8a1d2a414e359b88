using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.ApiKeys;
using RingCentral.Connect.Data.BulkWorks;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.ConnectSessions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Administration.Audit;

/// <summary>Which rows the audit log tells of, and what of them. No secrets, and nothing that names a person.</summary>
internal static class AuditedChanges
{
    /// <summary>What is written for a value that is not shown.</summary>
    private const string Hidden = "changed";

    private static readonly Dictionary<Type, Audited> Rows = new()
    {
        [typeof(Connection)] = new("connection", [nameof(Connection.ExternalId), nameof(Connection.State), nameof(Connection.Paused), nameof(Connection.KeepAlive), nameof(Connection.OtherUserAllowedUntil)], [nameof(Connection.Metadata)]),
        [typeof(BulkWork)] = new("bulk_work", [nameof(BulkWork.Deed), nameof(BulkWork.Total), nameof(BulkWork.StoppedAt)], []),
        [typeof(ConnectSession)] = new("connect_session", [nameof(ConnectSession.RequireCompletion), nameof(ConnectSession.ExpiresAt)], []),
        [typeof(ApiKey)] = new("api_key", [nameof(ApiKey.Name), nameof(ApiKey.Scopes), nameof(ApiKey.ExternalIdPrefix), nameof(ApiKey.ExpiresAt), nameof(ApiKey.RevokedAt)], []),
        [typeof(WebhookEndpoint)] = new("webhook_endpoint", [nameof(WebhookEndpoint.Url), nameof(WebhookEndpoint.Description), nameof(WebhookEndpoint.Events), nameof(WebhookEndpoint.DisabledAt)], [nameof(WebhookEndpoint.Secret)]),
        [typeof(Alarm)] = new("alarm", [nameof(Alarm.Kind), nameof(Alarm.Subject), nameof(Alarm.AcknowledgedAt)], []),
        [typeof(AdminSession)] = new("admin_session", [nameof(AdminSession.EndedAt)], []),
        [typeof(SignInLink)] = new("sign_in_link", [nameof(SignInLink.Role), nameof(SignInLink.ExpiresAt)], []),
    };

    /// <summary>What a context is about to save.</summary>
    public static IEnumerable<AuditEntry> Of(ConnectDbContext context)
    {
        var events = context.ChangeTracker.Entries<ConnectionEvent>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).ToLookup(entry => entry.ConnectionId);
        foreach (var entry in context.ChangeTracker.Entries().ToList())
        {
            if (!Rows.TryGetValue(entry.Metadata.ClrType, out var audited) || entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            if (ActionOf(entry, audited, events) is { } action && Describe(entry, audited) is { } change)
            {
                var id = entry.Property("Id").CurrentValue?.ToString();
                yield return new AuditEntry(action, id) { Before = change.Before, After = change.After };
            }
        }
    }

    /// <summary>
    /// Of a connection, history says what happened; and whether it was somebody: what the service did to it while somebody waited is not that caller's doing.
    /// </summary>
    private static string? ActionOf(EntityEntry entry, Audited audited, ILookup<Guid, ConnectionEvent> events) => entry.Entity switch
    {
        Connection connection => events[connection.Id].FirstOrDefault(happened => happened.Actor != Actors.System)?.Type,
        ApiKey { RevokedAt: not null } when entry.State == EntityState.Modified => "api_key.revoked",
        BulkWork when entry.State == EntityState.Modified => "bulk_work.stopped",
        ConnectSession { State: ConnectSessionState.Ended } => "connect_session.ended",
        AdminSession => entry.State == EntityState.Modified ? "admin_session.ended" : null,
        Alarm { AcknowledgedAt: not null } when entry.State == EntityState.Modified => "alarm.acknowledged",
        _ => audited.Kind + (entry.State switch { EntityState.Added => ".created", EntityState.Deleted => ".deleted", _ => ".changed" }),
    };

    /// <summary>Before and after; null where nothing of it is told.</summary>
    private static (object? Before, object? After)? Describe(EntityEntry entry, Audited audited)
    {
        switch (entry.State)
        {
            case EntityState.Added:
                return (null, audited.Shown.ToDictionary(Name, name => Value(entry.Property(name).CurrentValue)));

            // Of a deleted connection's person nothing may be left, and the app's own id may tell who it was.
            case EntityState.Deleted:
                return (audited.Shown.Where(name => name != nameof(Connection.ExternalId)).ToDictionary(Name, name => Value(entry.Property(name).OriginalValue)), null);
            default:
                var changed = audited.Shown.Where(name => entry.Property(name).IsModified).ToList();
                var hidden = audited.Hidden.Where(name => entry.Property(name).IsModified).ToList();
                var before = changed.ToDictionary(Name, name => Value(entry.Property(name).OriginalValue));
                var after = changed.ToDictionary(Name, name => Value(entry.Property(name).CurrentValue));
                hidden.ForEach(name => after[Name(name)] = Hidden);
                return after.Count == 0 ? null : (before, after);
        }
    }

    private static string Name(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    private static object? Value(object? value) => value is Enum member ? JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()) : value;

    /// <summary>Rows of one kind.</summary>
    /// <param name="Kind">What they are called in the log.</param>
    /// <param name="Shown">Properties that it tells the values of.</param>
    /// <param name="Hidden">Properties of which it tells only that they changed.</param>
    private sealed record Audited(string Kind, string[] Shown, string[] Hidden);
}
