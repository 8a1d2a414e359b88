using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Identity;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Revocations;

namespace RingCentral.Connect.Connecting;

/// <summary>Finishes a connect: reads who signed in, and has the session stored.</summary>
internal sealed partial class ConnectCompletion(
    ExtensionClient extensions, Revoker revoker, Authorizations authorizations, ILogger<ConnectCompletion> logger)
{
    /// <summary>Stores the session that the user has just authorized.</summary>
    /// <returns>The connection's id.</returns>
    /// <exception cref="ConnectFailedException">It is not kept; it then is, or will be, revoked.</exception>
    public async Task<Guid> FinishAsync(ServerOrigin server, TokenReply reply, ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            var owner = await ReadOwnerAsync(server, reply, cancellationToken);
            var result = await authorizations.StoreAsync(new AuthorizedSession(server, reply, owner), attempt.Target, cancellationToken);
            return result switch
            {
                StoreResult.Stored stored => stored.ConnectionId,
                StoreResult.OtherUser other => throw new ConnectFailedException(ProblemKind.OtherUser, null) { ExpectedName = other.ExpectedName, ActualName = other.ActualName },
                StoreResult.SessionLimit => throw new ConnectFailedException(ProblemKind.SessionLimit, null),
                StoreResult.NoRefreshToken => throw new ConnectFailedException(ProblemKind.NoRefreshToken, null),
                _ => throw new ConnectFailedException(ProblemKind.LinkSpent, null),
            };
        }
        catch (Exception exception) when (exception is not ConnectFailedException { Kind: ProblemKind.OtherUser or ProblemKind.LinkSpent or ProblemKind.SessionLimit })
        {
            // What the store has not queued for revocation is queued here: nobody holds it.
            await revoker.GiveUpAsync(server, reply, "connect_failed", CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// Who signed in. RingCentral's <c>owner_id</c> identifies the user without any call; name and account need the permission ReadAccounts
    /// (RINGCENTRAL 8), and a connect does not fail for want of them.
    /// </summary>
    private async Task<SessionOwner> ReadOwnerAsync(ServerOrigin server, TokenReply reply, CancellationToken cancellationToken)
    {
        switch (await extensions.ReadAsync(server, reply.AccessToken, cancellationToken))
        {
            case ExtensionAnswer.Found { Extension: var extension }:
                return new SessionOwner(extension.Id, extension.AccountId)
                {
                    Name = extension.Name,
                    Email = extension.Email,
                    ExtensionNumber = extension.ExtensionNumber,
                };
            case ExtensionAnswer.Refused { Error: { Status: 401 } error }:
                throw new ConnectFailedException(ProblemKind.Failed, error.Name);
            case var answer when reply.OwnerId is { } ownerId:
                Log.OwnerUnknown(logger, ownerId, answer.GetType().Name);
                return new SessionOwner(ownerId, AccountId: null);
            default:
                throw new ConnectFailedException(ProblemKind.Misconfigured, "CMN-401");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "RingCentral did not tell who owner {OwnerId} is ({Answer}); the connection goes by the id alone.")]
        public static partial void OwnerUnknown(ILogger logger, string ownerId, string answer);
    }
}
