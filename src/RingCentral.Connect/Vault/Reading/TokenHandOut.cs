using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Opens a token for a caller, takes note of the use, and keeps the session at hand for the next one.</summary>
internal sealed class TokenHandOut(TokenPairProtector protector, TokenSeal seal, SessionCache cache, LastUses lastUses)
{
    /// <summary>The access token of a session at hand.</summary>
    public HandedOutToken Open(KeptSession kept, DateTimeOffset now) =>
        HandOut(kept.Session, seal.Open(kept.Session.ConnectionId, kept.SealedToken), now);

    /// <summary>The access token of a session that was just read.</summary>
    /// <param name="session">The session, of a committed row.</param>
    /// <param name="now">The time.</param>
    /// <param name="mark">The cache's mark from before the session was read.</param>
    public TokenReading Open(HeldSession session, DateTimeOffset now, long mark)
    {
        try
        {
            var token = protector.OpenAccessToken(session.ConnectionId, session.Ciphertext);
            cache.Keep(session, token, mark);
            return new TokenReading.HandedOut(HandOut(session, token, now));
        }
        catch (VaultUnavailableException)
        {
            return new TokenReading.VaultUnavailable();
        }
    }

    private HandedOutToken HandOut(HeldSession session, AccessToken token, DateTimeOffset now)
    {
        lastUses.Record(session.ConnectionId, now);
        return new HandedOutToken { AccessToken = token, ExpiresIn = session.HoldUntil - now, Session = session };
    }
}
