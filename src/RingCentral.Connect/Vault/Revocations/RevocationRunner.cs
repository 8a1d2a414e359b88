using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Revocations;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Revocations;

/// <summary>Works through the queue. Revoking twice does no harm, so a revocation is taken by moving its next attempt on.</summary>
internal sealed partial class RevocationRunner(
    IDbContextFactory<ConnectDbContext> contexts,
    RevocationClient client,
    TokenPairProtector protector,
    ServerDirectory servers,
    TimeProvider time,
    ILogger<RevocationRunner> logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private const string TakeDue =
        """
        UPDATE revocations r SET next_attempt_at = {0} + least({1} * power(2, least(r.attempts, 10)), {2}), attempts = r.attempts + 1
         WHERE r.id = (SELECT id FROM revocations WHERE next_attempt_at <= {0} ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING r.*
        """;

    /// <summary>Takes the next due revocation and asks for it once.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var taken = await context.Revocations.FromSqlRaw(TakeDue, now, FirstWait, LongestWait).AsNoTracking().ToListAsync(cancellationToken);
        if (taken.SingleOrDefault() is not { } revocation)
        {
            return false;
        }

        if (revocation.ExpiresAt <= now || await IsOverAsync(revocation, cancellationToken))
        {
            await context.Revocations.Where(row => row.Id == revocation.Id).ExecuteDeleteAsync(cancellationToken);
        }

        return true;
    }

    private async Task<bool> IsOverAsync(Revocation revocation, CancellationToken cancellationToken)
    {
        try
        {
            var pair = protector.OpenForRevocation(revocation.Id, revocation.Ciphertext);
            var error = await client.RevokeAsync(servers.Get(revocation.ServerUrl), pair.RefreshToken, cancellationToken);
            if (error is null || error.Entry.Class is ErrorClass.Terminal)
            {
                Log.Revoked(logger, revocation.Id, revocation.ConnectionId, revocation.Cause);
                return true;
            }

            Log.Refused(logger, revocation.Id, revocation.ConnectionId, error.Name, error.RequestId);
        }
        catch (Exception exception) when (exception is VaultUnavailableException or InvalidOperationException)
        {
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
