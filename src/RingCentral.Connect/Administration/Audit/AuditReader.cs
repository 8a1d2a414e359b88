using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Listing;

namespace RingCentral.Connect.Administration.Audit;

/// <summary>Reads the audit log, latest first.</summary>
internal sealed class AuditReader(IDbContextFactory<ConnectDbContext> contexts)
{
    /// <summary>How many records a page has.</summary>
    public const int PageSize = 50;

    private const string Escape = "\\";

    /// <summary>One page, and where the next one goes on; null after the last.</summary>
    public async Task<(IReadOnlyList<AuditRecord> Records, long? Next)> ReadPageAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var records = await Find(context, query).Take(PageSize + 1).ToListAsync(cancellationToken);
        return records.Count > PageSize ? ([.. records.Take(PageSize)], records[PageSize - 1].Id) : (records, null);
    }

    /// <summary>Everything that matches, one by one.</summary>
    public async IAsyncEnumerable<AuditRecord> ReadAllAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var record in Find(context, query).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return record;
        }
    }

    /// <summary>The actions that occur.</summary>
    public async Task<IReadOnlyList<string>> ActionsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AuditRecords.Select(record => record.Action).Distinct().OrderBy(action => action).ToListAsync(cancellationToken);
    }

    private static IQueryable<AuditRecord> Find(ConnectDbContext context, AuditQuery query)
    {
        var records = context.AuditRecords.AsNoTracking();
        if (query.Who is { } who)
        {
            var pattern = $"%{SearchText.Literal(who)}%";
            var ofKind = SnakeCase.TryRead<ActorKind>(who, out var kind);
            records = records.Where(record => EF.Functions.ILike(record.ActorName!, pattern, Escape) || EF.Functions.ILike(record.ActorSubject!, pattern, Escape) || (ofKind && record.ActorKind == kind));
        }

        if (query.Action is { } action)
        {
            var ofKind = action + ".";
            records = records.Where(record => record.Action == action || record.Action.StartsWith(ofKind));
        }

        if (query.Subject is { } subject)
        {
            records = records.Where(record => record.SubjectId == subject);
        }

        return InTime(records, query).OrderByDescending(record => record.Id);
    }

    private static IQueryable<AuditRecord> InTime(IQueryable<AuditRecord> records, AuditQuery query)
    {
        if (query.From is { } from)
        {
            var start = Midnight(from);
            records = records.Where(record => record.At >= start);
        }

        if (query.To is { } to && to < DateOnly.MaxValue)
        {
            var end = Midnight(to.AddDays(1));
            records = records.Where(record => record.At < end);
        }

        return query.Before is { } before ? records.Where(record => record.Id < before) : records;
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
