using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Revocations;

namespace RingCentral.Connect.Connecting;

/// <summary>Finishes a connect: reads who signed in, and has the session stored.</summary>
internal sealed class ConnectCompletion(SessionOwners owners, Revoker revoker, Authorizations authorizations)
{
    /// <summary>Stores the session that the user has just authorized.</summary>
    /// <returns>The connection's id.</returns>
    /// <exception cref="ConnectFailedException">It is not kept; it then is, or will be, revoked.</exception>
    public async Task<Guid> FinishAsync(ServerOrigin server, TokenReply reply, ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            var owner = await owners.ReadAsync(server, reply, cancellationToken);
            var result = await authorizations.StoreAsync(new AuthorizedSession(server, reply, owner), attempt.Target, cancellationToken);
            return result switch
            {
                StoreResult.Stored stored => stored.ConnectionId,
                StoreResult.OtherUser other => throw new ConnectFailedException(ProblemKind.OtherUser, null) { ExpectedName = other.ExpectedName, ActualName = other.ActualName },
                StoreResult.SessionLimit => throw new ConnectFailedException(ProblemKind.SessionLimit, null),
                StoreResult.OtherKind => throw new ConnectFailedException(ProblemKind.OtherKind, null),
                StoreResult.NoRefreshToken => throw new ConnectFailedException(ProblemKind.NoRefreshToken, null),
                _ => throw new ConnectFailedException(ProblemKind.LinkSpent, null),
            };
        }
        catch (Exception exception) when (exception is not ConnectFailedException { Kind: ProblemKind.OtherUser or ProblemKind.OtherKind or ProblemKind.LinkSpent or ProblemKind.SessionLimit })
        {
            // What the store has not queued for revocation is queued here: nobody holds it.
            await revoker.GiveUpAsync(server, reply, "connect_failed", CancellationToken.None);
            throw;
        }
    }
}
