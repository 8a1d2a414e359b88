using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.BulkWorks;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Administration.Bulk;

/// <summary>Keeps what administrators want done to many connections, how far that is, and how each went.</summary>
internal sealed class BulkWorks(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    /// <summary>How many connections one work may have.</summary>
    public const int Most = 10_000;

    /// <summary>What can be done to many.</summary>
    public static IReadOnlyList<ConnectionDeed> Deeds { get; } = [ConnectionDeed.Mail, ConnectionDeed.Rotate, ConnectionDeed.Disconnect];

    private static readonly string Stopped = SnakeCase.Write(DeedResult.Stopped);

    /// <summary>Begins a work: nodes with background work take it up within seconds.</summary>
    /// <param name="deed">One of <see cref="Deeds"/>.</param>
    /// <param name="connections">Which ones, in their order; at least one and at most <see cref="Most"/>.</param>
    /// <param name="author">Who wants it; what is done is recorded under this name.</param>
    /// <param name="cancellationToken">The caller left; nothing is begun.</param>
    public async Task<BulkWork> BeginAsync(ConnectionDeed deed, IReadOnlyCollection<Guid> connections, AuditAuthor author, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(connections.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(connections.Count, Most);
        var now = time.GetUtcNow();
        var work = new BulkWork
        {
            Id = Guid.CreateVersion7(now),
            Deed = SnakeCase.Write(deed),
            ActorId = author.Id,
            ActorName = author.Name,
            ActorSubject = author.Subject,
            Address = author.Address,
            Reference = author.Reference,
            Total = connections.Count,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Add(work);
        await context.SaveChangesAsync(cancellationToken);
        var ids = connections.ToArray();
        await context.Database.ExecuteSqlAsync(
            $"INSERT INTO bulk_items (work_id, position, connection_id) SELECT {work.Id}, place - 1, id FROM unnest({ids}) WITH ORDINALITY AS chosen (id, place)",
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return work;
    }

    /// <summary>Stops a work: what is under way is finished, and nothing else is begun.</summary>
    /// <returns>False where there is none that runs.</returns>
    public async Task<bool> StopAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var work = await context.BulkWorks.FromSql($"SELECT * FROM bulk_works WHERE id = {id} AND finished_at IS NULL AND stopped_at IS NULL FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        if (work is null)
        {
            return false;
        }

        var now = time.GetUtcNow();
        work.Done += await context.Database.ExecuteSqlAsync(
            $"UPDATE bulk_items SET result = {Stopped}, done_at = {now} WHERE work_id = {id} AND result IS NULL AND (claimed_until IS NULL OR claimed_until <= {now})", cancellationToken);
        (work.StoppedAt, work.UpdatedAt) = (now, now);
        work.FinishedAt = work.Done >= work.Total ? now : null;
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<BulkWork?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.BulkWorks.AsNoTracking().SingleOrDefaultAsync(work => work.Id == id, cancellationToken);
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<BulkWork>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.BulkWorks.AsNoTracking().OrderByDescending(work => work.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Those that are not finished, the latest first.</summary>
    public async Task<IReadOnlyList<BulkWork>> RunningAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.BulkWorks.AsNoTracking().Where(work => work.FinishedAt == null).OrderByDescending(work => work.Id).ToListAsync(cancellationToken);
    }

    /// <summary>How many items of a work went how.</summary>
    public async Task<IReadOnlyDictionary<DeedResult, int>> CountAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = await context.BulkItems.Where(item => item.WorkId == id && item.Result != null).GroupBy(item => item.Result)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return counts.ToDictionary(count => SnakeCase.Read<DeedResult>(count.Key!), count => count.Count);
    }

    /// <summary>Items of a work, in their order, with what the connections are called.</summary>
    /// <param name="id">The work.</param>
    /// <param name="result">Only those that went so; null for all.</param>
    /// <param name="after">The last position of the page before; -1 for the first page.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async Task<IReadOnlyList<BulkRow>> ReadAsync(Guid id, DeedResult? result, int after, int limit, CancellationToken cancellationToken)
    {
        var wanted = result is { } one ? SnakeCase.Write(one) : null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.BulkItems.AsNoTracking()
            .Where(item => item.WorkId == id && item.Position > after && (wanted == null || item.Result == wanted))
            .OrderBy(item => item.Position).Take(limit)
            .LeftJoin(context.Connections, item => item.ConnectionId, connection => connection.Id, (item, connection) => new BulkRow(item, connection!.OwnerName, connection.ExternalId))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>An item, and what its connection is called now; nulls where that is gone.</summary>
internal sealed record BulkRow(BulkItem Item, string? Name, string? ExternalId);
