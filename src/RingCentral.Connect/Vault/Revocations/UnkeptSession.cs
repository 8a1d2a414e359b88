using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Revocations;

/// <summary>A session that we received and do not keep.</summary>
/// <param name="ConnectionId">The connection it belonged to; null where none was made.</param>
/// <param name="ServerUrl">Origin of its server.</param>
/// <param name="Cause">Why it is not kept, in a word.</param>
/// <param name="Clocks">When it ends without our help.</param>
internal sealed record UnkeptSession(Guid? ConnectionId, string ServerUrl, string Cause, SessionClocks Clocks)
{
    /// <summary>The end of the hold under which its access token was handed out, if it was.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>When nothing of it works any more.</summary>
    public DateTimeOffset EndsAt => Clocks.RefreshExpiresAt > Clocks.AccessExpiresAt ? Clocks.RefreshExpiresAt.Value : Clocks.AccessExpiresAt;
}
