using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.Administration.Dashboard;

/// <summary>Reads what the dashboard shows.</summary>
internal sealed class FleetQueries(IDbContextFactory<ConnectDbContext> contexts, AlarmBook alarms, FleetGauge gauge, TimeProvider time)
{
    /// <summary>How many connections the table shows.</summary>
    public const int RowLimit = 100;

    /// <summary>Counts by state, and the connections that changed their state last, those that need somebody first.</summary>
    public async Task<FleetOverview> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = await context.Connections
            .GroupBy(connection => connection.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var rows = await context.Connections.AsNoTracking()
            .LeftJoin(context.Sessions, connection => connection.Id, session => session.ConnectionId, (connection, session) => new { connection, session })
            .OrderBy(row => row.connection.State == ConnectionState.NeedsReauthorization ? 0 : row.connection.State == ConnectionState.Blocked ? 1 : 2)
            .ThenByDescending(row => row.connection.StateSince)
            .Take(RowLimit)
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return new FleetOverview(counts, [.. rows.Select(row => new ConnectionSnapshot(row.connection, row.session, now))], now)
        {
            Alarms = await alarms.OpenAsync(cancellationToken),
            Budget = await gauge.ReadBudgetAsync(cancellationToken),
            AtRisk = await context.Database.SqlQuery<int>(
                $"""
                SELECT count(*)::int AS "Value"
                  FROM sessions s JOIN connections c ON c.id = s.connection_id
                 WHERE c.state = 'active' AND (s.failures > 0 OR s.refresh_expires_at - {now} < (s.refresh_expires_at - s.issued_at) / 7)
                """).SingleAsync(cancellationToken),
        };
    }
}
