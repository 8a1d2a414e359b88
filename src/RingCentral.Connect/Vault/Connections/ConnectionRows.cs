using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>A connection and its session, locked until the transaction ends.</summary>
internal sealed record LockedConnection(Connection Connection, Session? Session);

/// <summary>What every change of a connection has in common.</summary>
internal static class ConnectionRows
{
    /// <summary>Locks a connection by id. The session first: rotations lock in this order, too.</summary>
    public static async Task<LockedConnection?> LockAsync(this ConnectDbContext context, Guid id, CancellationToken cancellationToken)
    {
        var session = await context.Sessions.FromSql($"SELECT * FROM sessions WHERE connection_id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        var connection = await context.Connections.FromSql($"SELECT * FROM connections WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        return connection is null ? null : new LockedConnection(connection, session);
    }

    /// <summary>Moves a connection into a state.</summary>
    public static void Enter(this Connection connection, ConnectionState state, DateTimeOffset now)
    {
        connection.State = state;
        connection.StateSince = now;
        connection.Reason = null;
        connection.RingCentralCode = null;
        connection.Touch(now);
    }

    /// <summary>Counts a change of the row.</summary>
    public static void Touch(this Connection connection, DateTimeOffset now)
    {
        connection.Revision++;
        connection.UpdatedAt = now;
    }

    /// <summary>Whether an administrator lets another RingCentral user have it now.</summary>
    public static bool AllowsAnotherUser(this Connection connection, DateTimeOffset now) => connection.OtherUserAllowedUntil > now;

    /// <summary>Writes an event into the connection's history, in the transaction of the change that it tells of.</summary>
    public static void Tell(this ConnectDbContext context, Connection connection, string type, string actor, DateTimeOffset now)
    {
        connection.EventSequence++;
        context.ConnectionEvents.Add(new ConnectionEvent
        {
            ConnectionId = connection.Id,
            Sequence = connection.EventSequence,
            Type = type,
            OccurredAt = now,
            Actor = actor,
        });
    }
}
