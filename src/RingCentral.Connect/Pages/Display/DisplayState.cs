using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Display;

/// <summary>A state as pages show it: always icon and word, never colour alone.</summary>
/// <param name="Key">Value of <c>data-state</c>, and the name of the icon.</param>
/// <param name="Word">What stands beside the icon.</param>
internal sealed record DisplayState(string Key, string Word)
{
    public static DisplayState Healthy { get; } = new("healthy", "Healthy");

    public static DisplayState AtRisk { get; } = new("at-risk", "At risk");

    public static DisplayState Expiring { get; } = new("expiring", "Expiring");

    public static DisplayState Blocked { get; } = new("blocked", "Blocked");

    public static DisplayState NeedsUser { get; } = new("needs-user", "Needs user");

    public static DisplayState Pending { get; } = new("expiring", "Not confirmed");

    public static DisplayState Disconnected { get; } = new("disconnected", "Disconnected");

    /// <summary>How a connection is shown.</summary>
    public static DisplayState Of(ConnectionSnapshot snapshot) => snapshot.Connection.State switch
    {
        ConnectionState.Active => snapshot.Health switch
        {
            ConnectionHealth.AtRisk => AtRisk,
            ConnectionHealth.Expiring => Expiring,
            _ => Healthy,
        },
        ConnectionState.Blocked => Blocked,
        ConnectionState.NeedsReauthorization => NeedsUser,
        ConnectionState.Pending => Pending,
        _ => Disconnected,
    };
}
