using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Display.Connections;

/// <summary>Why a session is rotated when it is.</summary>
internal static class NextRotation
{
    /// <summary>What follows a time: "because …".</summary>
    public static string Why(ConnectionSnapshot snapshot) => (snapshot.Connection, snapshot.Session) switch
    {
        ({ State: ConnectionState.Blocked }, _) => "to see whether RingCentral still refuses it",
        ({ State: ConnectionState.NeedsReauthorization }, _) => "because an administrator wants to know whether RingCentral still refuses it",
        (_, { FirstAskedAt: not null }) => "because RingCentral was asked and gave no answer that settles it; until then the access token is handed to nobody",
        (_, { Failures: > 0 }) => "because the last time failed",
        (_, { DueClass: DueClass.Urgent }) => "before all others, because little is left of its refresh token",
        (_, { DueClass: DueClass.Wanted }) => "because somebody waits for its token",
        ({ KeepAlive: KeepAlivePreference.Warm }, _) => "because it is pinned warm: a fresh token is always at hand",
        (_, { DueClass: DueClass.Warm, LastUsedAt: { } used }) => $"because apps use it: its token was last asked for {Durations.Relative(used, snapshot.ReadAt)}",
        (_, { DueClass: DueClass.Warm }) => "so that a fresh token is at hand",
        _ => "only to keep it from lapsing, because nobody has asked for its token lately",
    };
}
