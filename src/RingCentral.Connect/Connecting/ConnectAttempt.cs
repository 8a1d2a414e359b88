using Microsoft.AspNetCore.Authentication;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Connecting;

/// <summary>
/// One person's way to RingCentral and back. It travels in the encrypted <c>state</c>, and is bound to the browser by the handler's
/// correlation cookie.
/// </summary>
internal sealed record ConnectAttempt
{
    private const string ConnectionIdItem = "connection_id";
    private const string StartAgainItem = "start_again";

    /// <summary>The connection that is being reconnected, if any.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>A local path that starts the same again.</summary>
    public required string StartAgain { get; init; }

    /// <summary>What the session is for.</summary>
    public ConnectTarget Target => new(ConnectionId, ExternalId: null);

    /// <summary>Writes the attempt into the properties that <c>state</c> carries.</summary>
    /// <param name="now">When it starts.</param>
    public AuthenticationProperties ToProperties(DateTimeOffset now)
    {
        var properties = new AuthenticationProperties { RedirectUri = ConnectPaths.Connected, IssuedUtc = now };
        properties.Items[StartAgainItem] = StartAgain;
        if (ConnectionId is { } id)
        {
            properties.Items[ConnectionIdItem] = id.ToString("N");
        }

        return properties;
    }

    /// <summary>The attempt that the callback's <c>state</c> carries.</summary>
    public static ConnectAttempt From(AuthenticationProperties properties) => new()
    {
        ConnectionId = properties.Items.TryGetValue(ConnectionIdItem, out var id) && Guid.TryParseExact(id, "N", out var connectionId) ? connectionId : null,
        StartAgain = properties.Items.TryGetValue(StartAgainItem, out var path) && path is not null ? path : ConnectPaths.Home,
    };
}
