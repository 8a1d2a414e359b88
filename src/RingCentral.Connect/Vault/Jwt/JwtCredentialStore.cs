using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.JwtCredentials;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Jwt;

/// <summary>Keeps the JWTs of connections.</summary>
internal sealed class JwtCredentialStore(IDbContextFactory<ConnectDbContext> contexts, TokenPairProtector protector)
{
    /// <summary>The JWT of a connection; null where it has none.</summary>
    /// <exception cref="VaultUnavailableException">It does not open.</exception>
    public async Task<JwtAssertion?> FindAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.JwtCredentials.AsNoTracking().SingleOrDefaultAsync(credential => credential.ConnectionId == connectionId, cancellationToken);
        return row is null ? null : protector.OpenJwtForConnection(connectionId, row.Ciphertext);
    }

    /// <summary>Puts a JWT in the place of the one before, within the transaction of a change that holds the connection's lock.</summary>
    public static async Task PutAsync(ConnectDbContext context, Guid connectionId, SealedPair jwt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await context.JwtCredentials.SingleOrDefaultAsync(credential => credential.ConnectionId == connectionId, cancellationToken) is { } row)
        {
            (row.Ciphertext, row.KeyId, row.StoredAt) = (jwt.Ciphertext, jwt.KeyId, now);
            return;
        }

        context.JwtCredentials.Add(new JwtCredential { ConnectionId = connectionId, Ciphertext = jwt.Ciphertext, KeyId = jwt.KeyId, StoredAt = now });
    }

    /// <summary>Erases the JWT of a connection that is ended.</summary>
    public static Task EraseAsync(ConnectDbContext context, Guid connectionId, CancellationToken cancellationToken) =>
        context.JwtCredentials.Where(credential => credential.ConnectionId == connectionId).ExecuteDeleteAsync(cancellationToken);
}
