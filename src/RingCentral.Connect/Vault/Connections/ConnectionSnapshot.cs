using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>A connection and its session as they stood at one moment.</summary>
/// <param name="Connection">Who and in which state.</param>
/// <param name="Session">The pair's clocks; null where no session was ever stored.</param>
/// <param name="ReadAt">The moment, in database time.</param>
internal sealed record ConnectionSnapshot(Connection Connection, Session? Session, DateTimeOffset ReadAt)
{
    /// <summary>How far ahead an end that no rotation can put off is announced.</summary>
    private static readonly TimeSpan ExpiringWithin = TimeSpan.FromHours(24);

    /// <summary>How the connection does; null unless it is active.</summary>
    public ConnectionHealth? Health
    {
        get
        {
            if (Connection.State != ConnectionState.Active || Session is null)
            {
                return null;
            }

            if (Connection.Kind == ConnectionKind.Jwt)
            {
                // No end of a session is in the way of the next one.
                return Session.Failures > 0 ? ConnectionHealth.AtRisk : ConnectionHealth.Healthy;
            }

            if (Session.SessionExpiresAt - ReadAt < ExpiringWithin)
            {
                return ConnectionHealth.Expiring;
            }

            return Session.Failures > 0 || SessionSchedule.IsInLastSeventh(Clocks(Session), ReadAt)
                ? ConnectionHealth.AtRisk
                : ConnectionHealth.Healthy;
        }
    }

    private static SessionClocks Clocks(Session session) => new()
    {
        IssuedAt = session.IssuedAt,
        AccessExpiresAt = session.AccessExpiresAt,
        RefreshExpiresAt = session.RefreshExpiresAt,
    };
}

/// <summary>Derived, never stored (DESIGN 4).</summary>
internal enum ConnectionHealth
{
    Healthy,

    /// <summary>Rotations fail for a passing reason, or less than a seventh of the refresh token's life is left.</summary>
    AtRisk,

    /// <summary>An absolute session timeout comes near, and no rotation can extend it.</summary>
    Expiring,
}
