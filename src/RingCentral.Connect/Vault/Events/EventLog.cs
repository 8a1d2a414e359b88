using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Events;

namespace RingCentral.Connect.Vault.Events;

/// <summary>
/// Reads the history of all connections, page by page, without ever passing one over. Ids are no order to read by: they are given when an event is written, and a
/// transaction that got a lower one may commit after a reader has gone past it. So whoever reads first gives all events that have become visible their positions, one
/// reader at a time: positions appear in their own order.
/// </summary>
internal sealed class EventLog(IDbContextFactory<ConnectDbContext> contexts, NpgsqlDataSource dataSource)
{
    /// <summary>How many events a page looks at for a caller who sees only some.</summary>
    private const int Stretch = 2_000;

    /// <summary>How many events get their positions in one transaction.</summary>
    private const int Batch = 5_000;

    private const string IsBehind = "SELECT EXISTS (SELECT 1 FROM connection_events WHERE position IS NULL)";

    /// <summary>Any number; it is this log's among the advisory locks.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(7305198430217661)";

    /// <summary>A statement of its own after the lock: it sees what the reader before has committed.</summary>
    private static readonly string GivePositions =
        $"""
        WITH unread AS (SELECT id FROM connection_events WHERE position IS NULL ORDER BY id LIMIT {Batch}),
             numbered AS MATERIALIZED (SELECT id, nextval('{ConnectionEventMapping.Positions}') AS position FROM unread)
        UPDATE connection_events e SET position = numbered.position FROM numbered WHERE e.id = numbered.id
        """;

    /// <summary>The events after a position, in the order of the log.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ConnectionEvents.AsNoTracking()
            .Where(entry => entry.Position > after)
            .OrderBy(entry => entry.Position)
            .Take(limit)
            .LeftJoin(context.Connections, entry => entry.ConnectionId, connection => connection.Id, (entry, connection) => new LoggedEvent(entry, connection!.ExternalId))
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The events of connections whose external id begins so; those of a connection that is gone are nobody's. A page looks at a stretch of the log, and may hold
    /// nothing while its end moves on.
    /// </summary>
    /// <returns>The events, and the position to go on from.</returns>
    public async Task<(IReadOnlyList<LoggedEvent> Events, long Next)> ReadAsync(long after, int limit, string externalIdPrefix, CancellationToken cancellationToken)
    {
        var stretch = await ReadAsync(after, Stretch, cancellationToken);
        var seen = stretch.Where(entry => entry.ExternalId?.StartsWith(externalIdPrefix, StringComparison.Ordinal) == true).Take(limit + 1).ToList();
        return seen.Count > limit
            ? ([.. seen.Take(limit)], seen[limit - 1].Event.Position!.Value)
            : (seen, stretch.Count > 0 ? stretch[^1].Event.Position!.Value : after);
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        while (await IsBehindAsync(connection, cancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var lockCommand = new NpgsqlCommand(Lock, connection, transaction))
            {
                await lockCommand.ExecuteNonQueryAsync(cancellationToken);
            }

            await using (var command = new NpgsqlCommand(GivePositions, connection, transaction))
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static async Task<bool> IsBehindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(IsBehind, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}

/// <summary>An event, and the external id that its connection has now; null where the connection is gone.</summary>
internal sealed record LoggedEvent(ConnectionEvent Event, string? ExternalId);
