using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.ConnectSessions;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Revocations;

namespace RingCentral.Connect.Vault.Pending;

/// <summary>
/// Sessions that wait until the app has confirmed who finished the flow (<c>require_completion</c>). They lie with their connect session, apart from the connection: an
/// existing one goes on working, and what is not confirmed leaves nothing but a revocation.
/// </summary>
internal sealed partial class PendingSessions(
    IDbContextFactory<ConnectDbContext> contexts, PendingSessionProtector protector, Revoker revoker, TimeProvider time, ILogger<PendingSessions> logger)
{
    /// <summary>How long the app may take to confirm (DESIGN 4).</summary>
    public static readonly TimeSpan CompletionTime = TimeSpan.FromMinutes(10);

    /// <summary>Puts a session away, in the transaction that would else keep it. The first attempt that succeeds consumes the connect session.</summary>
    /// <returns>False where another attempt was first.</returns>
    public async Task<bool> PutAwayAsync(ConnectDbContext context, Guid connectSessionId, ConnectOutcome outcome, byte[] codeHash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pair = protector.Seal(connectSessionId, outcome.Authorized);
        return await context.ConnectSessions
            .Where(session => session.Id == connectSessionId && session.State == ConnectSessionState.Open)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(session => session.State, ConnectSessionState.AwaitingCompletion)
                    .SetProperty(session => session.ConnectionId, outcome.ConnectionId)
                    .SetProperty(session => session.ConsumedAt, now)
                    .SetProperty(session => session.CompletionCodeHash, codeHash)
                    .SetProperty(session => session.CompleteBy, now + CompletionTime)
                    .SetProperty(session => session.Ciphertext, pair.Ciphertext)
                    .SetProperty(session => session.KeyId, pair.KeyId),
                cancellationToken) > 0;
    }

    /// <summary>Takes a session back, in the transaction that keeps it.</summary>
    /// <returns>False where it was given up or confirmed meanwhile.</returns>
    public static async Task<bool> TakeAsync(ConnectDbContext context, Guid connectSessionId, CancellationToken cancellationToken) =>
        await context.ConnectSessions
            .Where(session => session.Id == connectSessionId && session.State == ConnectSessionState.AwaitingCompletion)
            .ExecuteUpdateAsync(set => Settled(set, ConnectSessionState.Connected), cancellationToken) > 0;

    /// <summary>Opens the session that waits with a connect session.</summary>
    /// <exception cref="VaultUnavailableException">It does not open.</exception>
    public AuthorizedSession Open(ConnectSession session) => protector.Open(session.Id, session.Ciphertext!);

    /// <summary>Gives up one session that was not confirmed in time.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> GiveUpNextAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var overdue = await context.ConnectSessions.Where(row => row.CompleteBy <= now).OrderBy(row => row.CompleteBy).Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return overdue is { } id && await GiveUpAsync(id, cancellationToken);
    }

    /// <summary>Gives up a session at once: it was confirmed for somebody else.</summary>
    /// <returns>False where it was confirmed or given up meanwhile.</returns>
    public async Task<bool> GiveUpAsync(Guid connectSessionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // Connections are locked before connect sessions, as where a session is kept.
        var connectionId = await context.ConnectSessions.Where(row => row.Id == connectSessionId).Select(row => row.ConnectionId).SingleOrDefaultAsync(cancellationToken);
        var connection = connectionId is { } id ? (await context.LockAsync(id, cancellationToken))?.Connection : null;
        var session = await context.ConnectSessions
            .FromSql($"SELECT * FROM connect_sessions WHERE id = {connectSessionId} AND complete_by IS NOT NULL FOR UPDATE")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (session is null)
        {
            return false;
        }

        await RevokeAsync(context, session, cancellationToken);
        await context.ConnectSessions.Where(row => row.Id == session.Id).ExecuteUpdateAsync(set => Settled(set, ConnectSessionState.Abandoned), cancellationToken);
        if (connection is { State: ConnectionState.Pending })
        {
            // Nobody was told of it.
            context.Connections.Remove(connection);
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        Log.GivenUp(logger, session.Id);
        return true;
    }

    private async Task RevokeAsync(ConnectDbContext context, ConnectSession session, CancellationToken cancellationToken)
    {
        try
        {
            var authorized = protector.Open(session.Id, session.Ciphertext!);
            var pair = new TokenPair(authorized.Reply.AccessToken, authorized.Reply.RefreshToken);
            await revoker.GiveUpAsync(context, authorized, pair, "not_completed", cancellationToken);
        }
        catch (VaultUnavailableException exception)
        {
            Log.CannotRevoke(logger, exception, session.Id);
        }
    }

    private static void Settled(UpdateSettersBuilder<ConnectSession> set, ConnectSessionState state) => set
        .SetProperty(session => session.State, state)
        .SetProperty(session => session.CompletionCodeHash, (byte[]?)null)
        .SetProperty(session => session.CompleteBy, (DateTimeOffset?)null)
        .SetProperty(session => session.Ciphertext, (byte[]?)null)
        .SetProperty(session => session.KeyId, (Guid?)null);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "What came of connect session {ConnectSessionId} was not confirmed, and is revoked.")]
        public static partial void GivenUp(ILogger logger, Guid connectSessionId);

        [LoggerMessage(2, LogLevel.Error, "What came of connect session {ConnectSessionId} cannot be revoked: its pair does not open.")]
        public static partial void CannotRevoke(ILogger logger, Exception exception, Guid connectSessionId);
    }
}
