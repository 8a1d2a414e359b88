using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>Connections as far as the key of a request goes.</summary>
internal static class VisibleConnections
{
    /// <summary>The connection; null also where the key may not see it.</summary>
    public static async Task<ConnectionSnapshot?> FindVisibleAsync(this ConnectionReader connections, Guid id, HttpContext http) =>
        await connections.FindAsync(id, http.RequestAborted) is { } found && http.CallerAccess().MaySee(found.Connection.ExternalId) ? found : null;
}
