using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>Makes the rows of a session that is kept: those of a new connection, or the ones of the connection that it reconnects.</summary>
internal sealed class SessionIntake(TokenPairProtector protector, Revoker revoker, SessionSchedule schedule, TimeProvider time)
{
    /// <summary>Makes a connection with its session.</summary>
    public Connection Create(ConnectDbContext context, AuthorizedSession authorized, TokenPair pair, (Guid Id, string ExternalId) ids)
    {
        var now = time.GetUtcNow();
        var connection = Row(authorized, ids, ConnectionState.Active, now);
        var session = SessionRows.Empty(connection.Id, now);
        Open(connection, session, authorized, pair, now);
        context.Connections.Add(connection);
        context.Sessions.Add(session);
        return connection;
    }

    /// <summary>Makes a connection that is not confirmed yet. It has no session: that waits elsewhere.</summary>
    public Connection CreatePending(ConnectDbContext context, AuthorizedSession authorized, (Guid Id, string ExternalId) ids)
    {
        var connection = Row(authorized, ids, ConnectionState.Pending, time.GetUtcNow());
        context.Connections.Add(connection);
        return connection;
    }

    /// <summary>Puts the session in the place of the one that the connection had; that one is queued for revocation.</summary>
    public async Task<Connection> ReplaceAsync(
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
        connection.OtherUserAllowedUntil = null;
        if (IsAnothers(connection, authorized))
        {
            // Another person's now: nothing of the first one is passed on.
            (connection.AccountId, connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber) = (null, null, null, null);
        }

        connection.ServerUrl = authorized.Server.Value;
        Describe(connection, authorized);
        Open(connection, session, authorized, pair, now);
        return connection;
    }

    /// <summary>An id of a user is one only together with its server and its account.</summary>
    private static bool IsAnothers(Connection connection, AuthorizedSession authorized) =>
        connection.OwnerId != authorized.Owner.Id
        || connection.ServerUrl != authorized.Server.Value
        || (connection.AccountId is { } before && authorized.Owner.AccountId is { } now && before != now);

    private static Connection Row(AuthorizedSession authorized, (Guid Id, string ExternalId) ids, ConnectionState state, DateTimeOffset now)
    {
        var connection = new Connection
        {
            Id = ids.Id,
            ExternalId = ids.ExternalId,
            Kind = authorized.Kind,
            State = state,
            StateSince = now,
            ServerUrl = authorized.Server.Value,
            OwnerId = authorized.Owner.Id,
            Scope = authorized.Reply.Scope,
            CreatedAt = now,
            UpdatedAt = now,
        };
        Describe(connection, authorized);
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
}
