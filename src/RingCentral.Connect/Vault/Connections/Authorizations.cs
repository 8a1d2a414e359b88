using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Revocations;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>
/// Takes sessions in that users have authorized or JWTs have opened: a new connection, or a reconnect that keeps the connection's id. Every session that is not
/// kept, the one that is replaced included, is queued for revocation.
/// </summary>
internal sealed partial class Authorizations(
    IDbContextFactory<ConnectDbContext> contexts,
    TokenPairProtector protector,
    Revoker revoker,
    SessionIntake intake,
    TimeProvider time,
    ILogger<Authorizations> logger)
{
    /// <summary>"Usually five" per user and app (RINGCENTRAL 4, row 11).</summary>
    private const int SessionsPerUser = 5;

    /// <summary>Stores a session that a user has just authorized.</summary>
    /// <param name="authorized">The session and its user.</param>
    /// <param name="target">What it is for.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<StoreResult> StoreAsync(AuthorizedSession authorized, ConnectTarget target, CancellationToken cancellationToken)
    {
        if (authorized is { Reply.RefreshToken: null, Jwt: null })
        {
            return new StoreResult.NoRefreshToken();
        }

        var pair = new TokenPair(authorized.Reply.AccessToken, authorized.Reply.RefreshToken);
        try
        {
            return await TryStoreAsync(authorized, pair, target, cancellationToken);
        }
        catch (DbUpdateException exception) when (IsTaken(exception))
        {
            // Somebody connected the same external id at the same moment: now it is there, and this is a reconnect.
            return await TryStoreAsync(authorized, pair, target, cancellationToken);
        }
    }

    private static SessionOwner OwnerOf(Connection connection) => new(connection.OwnerId, connection.AccountId)
    {
        Name = connection.OwnerName,
        ExtensionNumber = connection.ExtensionNumber,
    };

    private static bool IsTaken(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: ConnectionMapping.ExternalIdIndex };

    private async Task<StoreResult> TryStoreAsync(
        AuthorizedSession authorized, TokenPair pair, ConnectTarget target, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (authorized.Jwt is { } jwt)
        {
            await JwtAsks.TakeAsync((NpgsqlConnection)context.Database.GetDbConnection(), jwt.AskId, cancellationToken);
        }

        var result = await StoreAsync(context, authorized, pair, target, cancellationToken);
        if (result is StoreResult.Stored { ConnectionId: var connectionId } && authorized.Jwt is { } kept)
        {
            await JwtCredentialStore.PutAsync(context, connectionId, protector.SealForConnection(connectionId, kept.Assertion), time.GetUtcNow(), cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Ended(logger, result is StoreResult.Stored stored ? stored.ConnectionId : target.ConnectionId, result.GetType().Name);
        return result;
    }

    private async Task<StoreResult> StoreAsync(
        ConnectDbContext context, AuthorizedSession authorized, TokenPair pair, ConnectTarget target, CancellationToken cancellationToken)
    {
        var externalId = target.ExternalId ?? ConnectTarget.SelfServiceExternalId(authorized.Owner.Id);
        var id = target.ConnectionId
            ?? await context.Connections.Where(row => row.ExternalId == externalId).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellationToken);
        var existing = id is null ? null : await context.LockAsync(id.Value, cancellationToken);
        if (await RefusalAsync(context, authorized, target, existing, cancellationToken) is { } refusal)
        {
            await revoker.GiveUpAsync(context, authorized, pair, refusal.Cause, cancellationToken);
            return refusal.Result;
        }

        var ids = (Id: existing?.Connection.Id ?? Guid.CreateVersion7(time.GetUtcNow()), ExternalId: externalId);
        if (target.Also is { } also && !await also(context, new ConnectOutcome(ids.Id, authorized), cancellationToken))
        {
            if (!target.IsKeptElsewhere)
            {
                await revoker.GiveUpAsync(context, authorized, pair, "invitation_spent", cancellationToken);
            }

            return new StoreResult.InvitationSpent();
        }

        if (target.AwaitsCompletion)
        {
            return new StoreResult.AwaitsCompletion((existing?.Connection ?? intake.CreatePending(context, authorized, ids)).Id);
        }

        var isNew = existing?.Connection.State is null or ConnectionState.Pending;
        var stored = existing is null
            ? intake.Create(context, authorized, pair, ids)
            : await intake.ReplaceAsync(context, existing, authorized, pair, cancellationToken);
        stored.Metadata = target.Metadata ?? stored.Metadata;
        context.Tell(stored, isNew ? EventTypes.Connected : EventTypes.Reconnected, target.Actor, time.GetUtcNow());
        return new StoreResult.Stored(stored.Id, isNew);
    }

    /// <summary>Why the session cannot be kept; null where it can.</summary>
    private async Task<(string Cause, StoreResult Result)?> RefusalAsync(
        ConnectDbContext context, AuthorizedSession authorized, ConnectTarget target, LockedConnection? existing, CancellationToken cancellationToken)
    {
        if (existing is null && target.ConnectionId is not null)
        {
            return ("connection_gone", new StoreResult.ConnectionGone());
        }

        if (existing is not null && existing.Connection.Kind != authorized.Kind)
        {
            return ("other_kind", new StoreResult.OtherKind(existing.Connection.Kind));
        }

        if (existing is not null && !IsSameUser(existing.Connection, authorized) && !existing.Connection.AllowsAnotherUser(time.GetUtcNow()))
        {
            return ("other_user", new StoreResult.OtherUser(OwnerOf(existing.Connection), authorized.Owner));
        }

        return !ReplacesLiveSession(existing, authorized.Owner) && await CountLiveAsync(context, authorized.Server, authorized.Owner, cancellationToken) >= SessionsPerUser
            ? ("session_limit", new StoreResult.SessionLimit())
            : null;
    }

    /// <summary>The connection that keeps a session, where the outcome of storing it is not known; null also where the database does not say.</summary>
    public async Task<Guid?> FindKeptAsync(AuthorizedSession authorized, CancellationToken cancellationToken)
    {
        try
        {
            return await revoker.FindKeptAsync(authorized.Reply, cancellationToken);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>Whether a further session of this user would end an older one at RingCentral.</summary>
    public async Task<bool> IsAtLimitAsync(ServerOrigin server, SessionOwner owner, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await CountLiveAsync(context, server, owner, cancellationToken) >= SessionsPerUser;
    }

    /// <summary>Whether this user has no session more than before.</summary>
    private static bool ReplacesLiveSession(LockedConnection? existing, SessionOwner owner) =>
        existing?.Connection is { State: ConnectionState.Active or ConnectionState.Blocked or ConnectionState.Pending } connection && connection.OwnerId == owner.Id;

    /// <summary>Live sessions of this user.</summary>
    private static Task<int> CountLiveAsync(ConnectDbContext context, ServerOrigin server, SessionOwner owner, CancellationToken cancellationToken) =>
        context.Connections.CountAsync(
            row => row.ServerUrl == server.Value
                && row.OwnerId == owner.Id
                && (row.AccountId == null || owner.AccountId == null || row.AccountId == owner.AccountId)
                && (row.State == ConnectionState.Active || row.State == ConnectionState.Blocked || row.State == ConnectionState.Pending),
            cancellationToken);

    /// <summary>
    /// Same server, same owner, and the same account where both are known. Whoever connects a disconnected one makes it theirs, and nobody has confirmed whose a
    /// pending one is.
    /// </summary>
    private static bool IsSameUser(Connection connection, AuthorizedSession authorized) =>
        connection.State is ConnectionState.Disconnected or ConnectionState.Pending
        || (connection.ServerUrl == authorized.Server.Value
            && connection.OwnerId == authorized.Owner.Id
            && (connection.AccountId is null || authorized.Owner.AccountId is null || connection.AccountId == authorized.Owner.AccountId));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "An authorization for connection {ConnectionId} ended: {Result}.")]
        public static partial void Ended(ILogger logger, Guid? connectionId, string result);
    }
}
