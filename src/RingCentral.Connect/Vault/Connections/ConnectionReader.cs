using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>Reads connections with their sessions.</summary>
internal sealed class ConnectionReader(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    public Task<ConnectionSnapshot?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync(connections => connections.Where(connection => connection.Id == id), cancellationToken);

    public Task<ConnectionSnapshot?> FindByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
        FindAsync(connections => connections.Where(connection => connection.ExternalId == externalId), cancellationToken);

    private async Task<ConnectionSnapshot?> FindAsync(
        Func<IQueryable<Connection>, IQueryable<Connection>> filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await filter(context.Connections.AsNoTracking())
            .LeftJoin(context.Sessions, connection => connection.Id, session => session.ConnectionId, (connection, session) => new { connection, session })
            .SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : new ConnectionSnapshot(row.connection, row.session, time.GetUtcNow());
    }
}
