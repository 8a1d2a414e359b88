using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Exporting;

/// <summary>Reads all connections, whatever their number, a page at a time in the order of their ids.</summary>
internal sealed class ConnectionExport(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    private const int PageSize = 1000;

    /// <summary>The connections, or those in one state. What changes meanwhile may be seen before or after the change.</summary>
    public async IAsyncEnumerable<ConnectionSnapshot> ReadAsync(ConnectionState? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (true)
        {
            var page = await ReadPageAsync(state, after, cancellationToken);
            foreach (var snapshot in page)
            {
                yield return snapshot;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Connection.Id;
        }
    }

    private async Task<List<ConnectionSnapshot>> ReadPageAsync(ConnectionState? state, Guid after, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var rows = await context.Connections.AsNoTracking()
            .Where(connection => connection.Id.CompareTo(after) > 0 && (state == null || connection.State == state))
            .OrderBy(connection => connection.Id)
            .Take(PageSize)
            .LeftJoin(context.Sessions, connection => connection.Id, session => session.ConnectionId, (connection, session) => new { connection, session })
            .OrderBy(row => row.connection.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ConnectionSnapshot(row.connection, row.session, now))];
    }
}
