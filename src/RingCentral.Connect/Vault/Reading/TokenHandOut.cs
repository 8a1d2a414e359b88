using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Opens a pair for a caller, and takes note of the use.</summary>
internal sealed class TokenHandOut(TokenPairProtector protector, LastUses lastUses)
{
    /// <summary>The access token with its promise.</summary>
    /// <param name="connection">Whose it is.</param>
    /// <param name="session">The session, of a committed row.</param>
    /// <param name="until">The end of the hold.</param>
    /// <param name="now">When the row was read.</param>
    public TokenReading Open(Connection connection, Session session, DateTimeOffset until, DateTimeOffset now)
    {
        try
        {
            var pair = protector.OpenForConnection(connection.Id, session.Ciphertext!);
            lastUses.Record(connection.Id, now);
            return new TokenReading.HandedOut(new HandedOutToken
            {
                AccessToken = pair.AccessToken,
                ExpiresAt = until,
                ExpiresIn = until - now,
                Generation = session.Generation,
                Connection = connection,
            });
        }
        catch (VaultUnavailableException)
        {
            return new TokenReading.VaultUnavailable();
        }
    }
}
