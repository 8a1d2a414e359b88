using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Identity;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Connecting;

/// <summary>
/// Reads whose a new session is. RingCentral's <c>owner_id</c> identifies the user without any call; name and account need the permission ReadAccounts
/// (RINGCENTRAL 8), and a connect does not fail for want of them.
/// </summary>
internal sealed partial class SessionOwners(ExtensionClient extensions, ILogger<SessionOwners> logger)
{
    /// <summary>The session's user.</summary>
    /// <exception cref="ConnectFailedException">The session does not work, or nothing tells whose it is.</exception>
    public async Task<SessionOwner> ReadAsync(ServerOrigin server, TokenReply reply, CancellationToken cancellationToken)
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
