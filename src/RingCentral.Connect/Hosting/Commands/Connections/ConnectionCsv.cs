using System.Globalization;
using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Vault.Exporting;

namespace RingCentral.Connect.Hosting.Commands.Connections;

/// <summary>Connections as comma-separated values.</summary>
internal static class ConnectionCsv
{
    private static readonly (string Name, Func<ConnectionBody, object?> Value)[] Columns =
    [
        ("id", body => body.Id),
        ("external_id", body => body.ExternalId),
        ("state", body => body.State),
        ("health", body => body.Health),
        ("paused", body => body.Paused),
        ("kind", body => body.Kind),
        ("reason", body => body.Reason),
        ("ringcentral_code", body => body.RingcentralCode),
        ("state_since", body => body.StateSince),
        ("owner_id", body => body.Owner.Id),
        ("account_id", body => body.Owner.AccountId),
        ("owner_name", body => body.Owner.Name),
        ("owner_email", body => body.Owner.Email),
        ("extension_number", body => body.Owner.ExtensionNumber),
        ("scope", body => body.Scope),
        ("server_url", body => body.ServerUrl),
        ("generation", body => body.Generation),
        ("keep_alive", body => body.KeepAlive),
        ("access_expires_at", body => body.AccessExpiresAt),
        ("refresh_expires_at", body => body.RefreshExpiresAt),
        ("session_expires_at", body => body.SessionExpiresAt),
        ("last_proven_alive_at", body => body.LastProvenAliveAt),
        ("next_rotation_at", body => body.NextRotationAt),
        ("last_used_at", body => body.LastUsedAt),
        ("metadata", body => body.Metadata.GetRawText()),
        ("created_at", body => body.CreatedAt),
        ("updated_at", body => body.UpdatedAt),
    ];

    /// <summary>The first line.</summary>
    public static string Header { get; } = string.Join(',', Columns.Select(column => column.Name));

    /// <summary>One connection.</summary>
    public static string Line(ConnectionBody body) => CsvFields.Line(Columns.Select(column => Text(column.Value(body))));

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
