using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>
/// Takes sessions in that users have authorized or JWTs have opened: a new connection, or a reconnect that keeps the connection's id. Every session that is not
/// kept, the one that is replaced included, is queued for revocation.
/// </summary>
internal sealed partial class Authorizations(
    IDbContextFactory<ConnectDbContext> contexts,
    TokenPairProtector protector,
    Revoker revoker,
    SessionSchedule schedule,
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
        if (existing is null && target.ConnectionId is not null)
        {
            await revoker.GiveUpAsync(context, authorized, pair, "connection_gone", cancellationToken);
            return new StoreResult.ConnectionGone();
        }

        if (existing is not null && existing.Connection.Kind != authorized.Kind)
        {
            await revoker.GiveUpAsync(context, authorized, pair, "other_kind", cancellationToken);
            return new StoreResult.OtherKind(existing.Connection.Kind);
        }

        if (existing is not null && !IsSameUser(existing.Connection, authorized))
        {
            await revoker.GiveUpAsync(context, authorized, pair, "other_user", cancellationToken);
            return new StoreResult.OtherUser(existing.Connection.OwnerName, authorized.Owner.Name);
        }

        if (!ReplacesLiveSession(existing) && await CountLiveAsync(context, authorized.Server, authorized.Owner, cancellationToken) >= SessionsPerUser)
        {
            await revoker.GiveUpAsync(context, authorized, pair, "session_limit", cancellationToken);
            return new StoreResult.SessionLimit();
        }

        var stored = existing is null
            ? Create(context, authorized, pair, externalId)
            : await ReplaceAsync(context, existing, authorized, pair, cancellationToken);
        stored.Metadata = target.Metadata ?? stored.Metadata;
        context.Tell(stored, existing is null ? EventTypes.Connected : EventTypes.Reconnected, target.Actor, time.GetUtcNow());
        return new StoreResult.Stored(stored.Id, IsNew: existing is null);
    }

    /// <summary>Whether a further session of this user would end an older one at RingCentral.</summary>
    public async Task<bool> IsAtLimitAsync(ServerOrigin server, SessionOwner owner, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await CountLiveAsync(context, server, owner, cancellationToken) >= SessionsPerUser;
    }

    private static bool ReplacesLiveSession(LockedConnection? existing) =>
        existing?.Connection.State is ConnectionState.Active or ConnectionState.Blocked or ConnectionState.Pending;

    /// <summary>Live sessions of this user.</summary>
    private static Task<int> CountLiveAsync(ConnectDbContext context, ServerOrigin server, SessionOwner owner, CancellationToken cancellationToken) =>
        context.Connections.CountAsync(
            row => row.ServerUrl == server.Value
                && row.OwnerId == owner.Id
                && (row.AccountId == null || owner.AccountId == null || row.AccountId == owner.AccountId)
                && (row.State == ConnectionState.Active || row.State == ConnectionState.Blocked || row.State == ConnectionState.Pending),
            cancellationToken);

    /// <summary>Same server, same owner, and the same account where both are known. Whoever connects a disconnected one makes it theirs.</summary>
    private static bool IsSameUser(Connection connection, AuthorizedSession authorized) =>
        connection.State == ConnectionState.Disconnected
        || (connection.ServerUrl == authorized.Server.Value
            && connection.OwnerId == authorized.Owner.Id
            && (connection.AccountId is null || authorized.Owner.AccountId is null || connection.AccountId == authorized.Owner.AccountId));

    private Connection Create(ConnectDbContext context, AuthorizedSession authorized, TokenPair pair, string externalId)
    {
        var now = time.GetUtcNow();
        var connection = new Connection
        {
            Id = Guid.CreateVersion7(now),
            ExternalId = externalId,
            Kind = authorized.Kind,
            State = ConnectionState.Active,
            StateSince = now,
            ServerUrl = authorized.Server.Value,
            OwnerId = authorized.Owner.Id,
            Scope = authorized.Reply.Scope,
            CreatedAt = now,
            UpdatedAt = now,
        };
        Describe(connection, authorized);
        var session = SessionRows.Empty(connection.Id, now);
        Open(connection, session, authorized, pair, now);
        context.Connections.Add(connection);
        context.Sessions.Add(session);
        return connection;
    }

    private async Task<Connection> ReplaceAsync(
        ConnectDbContext context, LockedConnection existing, AuthorizedSession authorized, TokenPair pair, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (connection, session) = existing;
        if (session is null)
        {
            session = SessionRows.Empty(connection.Id, now);
            context.Sessions.Add(session);
        }
        else
        {
            await revoker.GiveUpAsync(context, existing, "replaced", cancellationToken);
        }

        connection.Enter(ConnectionState.Active, now);
        if (connection.OwnerId != authorized.Owner.Id || connection.ServerUrl != authorized.Server.Value)
        {
            // Another person's now: nothing of the first one is passed on.
            (connection.AccountId, connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber) = (null, null, null, null);
        }

        connection.ServerUrl = authorized.Server.Value;
        Describe(connection, authorized);
        Open(connection, session, authorized, pair, now);
        return connection;
    }

    private static void Describe(Connection connection, AuthorizedSession authorized)
    {
        var owner = authorized.Owner;
        connection.OwnerId = owner.Id;
        connection.AccountId = owner.AccountId ?? connection.AccountId;
        connection.OwnerName = owner.Name ?? connection.OwnerName;
        connection.OwnerEmail = owner.Email ?? connection.OwnerEmail;
        connection.ExtensionNumber = owner.ExtensionNumber ?? connection.ExtensionNumber;
        connection.Scope = authorized.Reply.Scope;
    }

    /// <summary>A person who has just connected is about to use it: the session begins warm.</summary>
    private void Open(Connection connection, Session session, AuthorizedSession authorized, TokenPair pair, DateTimeOffset now)
    {
        session.Open(authorized.Reply, protector.SealForConnection(connection.Id, pair), schedule, now);
        session.AuthorizedAt = now;
        session.Plan(schedule.NextDue(session.Clocks(connection.Kind), session.HoldUntil, connection.KeepAlive, lastUse: now));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "An authorization for connection {ConnectionId} ended: {Result}.")]
        public static partial void Ended(ILogger logger, Guid? connectionId, string result);
    }
}
