using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Revocations;

/// <summary>Ends queued sessions at RingCentral, where nothing that keeps sessions alive needs the budget.</summary>
internal sealed partial class RevocationRunner(
    RevocationQueue queue, RotationQueue rotations, RevocationClient client, AuthBudget budget, RevocationSecrets secrets, ILogger<RevocationRunner> logger)
{
    /// <summary>Takes the next due revocation and asks for it once.</summary>
    /// <returns>Whether there was one that the budget had room for.</returns>
    public async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        await queue.ForgetExpiredAsync(cancellationToken);
        if (!await queue.IsDueAsync(cancellationToken)
            || await budget.TakeAsync(AskPurpose.Revocation, 1, await rotations.DemandAsync(cancellationToken), cancellationToken) is not [var permit])
        {
            return false;
        }

        if (await queue.TakeNextAsync(CancellationToken.None) is not { } revocation)
        {
            await permit.ReturnAsync(CancellationToken.None);
            return false;
        }

        if (await IsOverAsync(revocation, permit))
        {
            await queue.DoneAsync(revocation.Id, CancellationToken.None);
        }

        return true;
    }

    private async Task<bool> IsOverAsync(DueRevocation revocation, AskPermit permit)
    {
        try
        {
            var (server, token) = secrets.Open(revocation);
            var error = await client.RevokeAsync(server, token, permit, CancellationToken.None);
            if (error is null || error.Entry.Class is ErrorClass.Terminal)
            {
                Log.Revoked(logger, revocation.Id, revocation.ConnectionId, revocation.Cause);
                return true;
            }

            Log.Refused(logger, revocation.Id, revocation.ConnectionId, error.Name, error.RequestId);
        }
        catch (Exception exception) when (exception is VaultUnavailableException or InvalidOperationException)
        {
            await permit.ReturnAsync(CancellationToken.None);
            Log.CannotOpen(logger, exception, revocation.Id);
        }

        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Revocation {RevocationId} (connection {ConnectionId}, {Cause}) is done.")]
        public static partial void Revoked(ILogger logger, Guid revocationId, Guid? connectionId, string cause);

        [LoggerMessage(2, LogLevel.Information, "Revocation {RevocationId} (connection {ConnectionId}) was refused: {Failure} (request {RequestId}).")]
        public static partial void Refused(ILogger logger, Guid revocationId, Guid? connectionId, string failure, string? requestId);

        [LoggerMessage(3, LogLevel.Error, "The token pair of revocation {RevocationId} cannot be used.")]
        public static partial void CannotOpen(ILogger logger, Exception exception, Guid revocationId);
    }
}
