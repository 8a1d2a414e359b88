using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Reading.Demands;

/// <summary>Asks RingCentral, on behalf of somebody who wonders, whether the access token that is held works. Changes nothing, and spends nothing of the auth budget.</summary>
internal sealed class SessionTest(ConnectionReader connections, AccessTokenProbe probe, DemandLimit limit)
{
    /// <summary>Asks.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="cancellationToken">The caller left.</param>
    /// <returns>What RingCentral says; null where there is no token that could be tested now: none is held, it has run out, or a rotation is under way.</returns>
    public async Task<TokenVerdict?> RunAsync(Guid id, CancellationToken cancellationToken) =>
        await connections.FindAsync(id, cancellationToken) is
        {
            Connection: { State: ConnectionState.Active } connection,
            Session: { Ciphertext: not null, FirstAskedAt: null, RotationId: null } session,
            ReadAt: var now,
        }
        && session.AccessExpiresAt > now
        && limit.Take(id) is null
            ? await probe.AskAsync(connection, session, cancellationToken)
            : null;
}
