using System.Runtime.CompilerServices;
using Npgsql;

namespace RingCentral.Connect.Vault.Importing;

/// <summary>
/// Takes in sessions that another program kept alive until now. Lines are stored in batches, each in one transaction: an import that
/// breaks off is resumed by sending it again, since what is there already is left as it is.
/// </summary>
internal sealed class Importer(
    NpgsqlDataSource dataSource, ImportLineReader reader, ImportInsert insert, ImportReplacement replacement, ImportPlanning planning)
{
    private const int BatchSize = 200;

    /// <summary>Imports lines as they come, and answers each in order.</summary>
    /// <param name="lines">Lines of JSON; empty ones are skipped, but counted.</param>
    /// <param name="onConflict">What to do about external ids that are taken.</param>
    /// <param name="source">Who imports.</param>
    /// <param name="cancellationToken">Stops after the batch that is being stored.</param>
    public async IAsyncEnumerable<ImportResult> ImportAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> lines, ImportConflict onConflict, ImportSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<(long Number, ImportLine? Line, ImportRejection? Rejection)>(BatchSize);
        var run = new Run(await planning.BeginAsync(cancellationToken), onConflict, source.Actor);
        var number = 0L;
        await foreach (var json in lines.WithCancellation(cancellationToken))
        {
            number++;
            if (json.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            var (line, rejection) = source.Check(reader.Read(json));
            batch.Add((number, line, rejection));
            if (batch.Count == BatchSize)
            {
                foreach (var result in await StoreAsync(batch, run, cancellationToken))
                {
                    yield return result;
                }

                batch.Clear();
            }
        }

        foreach (var result in await StoreAsync(batch, run, cancellationToken))
        {
            yield return result;
        }
    }

    private async Task<List<ImportResult>> StoreAsync(
        List<(long Number, ImportLine? Line, ImportRejection? Rejection)> batch, Run run, CancellationToken cancellationToken)
    {
        var lines = batch.Where(item => item.Line is not null).Select(item => item.Line!).ToList();
        var stored = await InsertAsync(lines, run, cancellationToken);
        var verdicts = run.OnConflict == ImportConflict.Replace ? await ReplaceAsync(lines, stored, run, cancellationToken) : [];
        var results = new List<ImportResult>(batch.Count);
        var next = 0;
        foreach (var (number, line, rejection) in batch)
        {
            results.Add(line is null ? Rejected(number, rejection!) : Answer(number, line, stored[next], verdicts.GetValueOrDefault(next)));
            next += line is null ? 0 : 1;
        }

        return results;
    }

    private static ImportResult Answer(long number, ImportLine line, (Guid Id, bool IsNew) stored, ImportVerdict? verdict) => verdict switch
    {
        ImportVerdict.Reject reject => Rejected(number, reject.Rejection),
        _ => new ImportResult(number, stored.IsNew ? ImportStatus.Created : verdict is ImportVerdict.Replace ? ImportStatus.Replaced : ImportStatus.Exists)
        {
            ExternalId = line.ExternalId,
            ConnectionId = stored.Id,
        },
    };

    private static ImportResult Rejected(long number, ImportRejection rejection) =>
        new(number, ImportStatus.Rejected) { ExternalId = rejection.ExternalId, Rejection = rejection };

    /// <summary>Replaces what may be replaced, one after the other: each may be in somebody's hands just now.</summary>
    /// <returns>The verdicts by the number of the line in this batch; none for lines that were created.</returns>
    private async Task<Dictionary<int, ImportVerdict>> ReplaceAsync(
        List<ImportLine> lines, (Guid ConnectionId, bool Created)[] stored, Run run, CancellationToken cancellationToken)
    {
        var taken = Enumerable.Range(0, lines.Count).Where(index => !stored[index].Created).ToList();
        if (taken.Count == 0)
        {
            return [];
        }

        var verdicts = await replacement.WeighAsync([.. taken.Select(index => (stored[index].ConnectionId, lines[index]))], cancellationToken);
        var results = new Dictionary<int, ImportVerdict>(taken.Count);
        foreach (var (index, verdict) in taken.Zip(verdicts))
        {
            results[index] = verdict is ImportVerdict.Replace
                ? await replacement.ReplaceAsync(stored[index].ConnectionId, lines[index], run.Plan, run.Actor, cancellationToken)
                : verdict;
        }

        return results;
    }

    private async Task<(Guid ConnectionId, bool Created)[]> InsertAsync(List<ImportLine> lines, Run run, CancellationToken cancellationToken)
    {
        var results = new (Guid, bool)[lines.Count];
        if (lines.Count == 0)
        {
            return results;
        }

        // Always in one order, so that two imports of the same ids wait for each other and never for one another.
        var order = Enumerable.Range(0, lines.Count).OrderBy(index => lines[index].ExternalId, StringComparer.Ordinal).ToArray();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var stored = await insert.RunAsync(connection, [.. order.Select(index => lines[index])], run.Plan, run.Actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        for (var i = 0; i < order.Length; i++)
        {
            results[order[i]] = stored[i];
        }

        return results;
    }

    /// <summary>What stays the same over one import.</summary>
    private sealed record Run(ImportPlan Plan, ImportConflict OnConflict, string Actor);
}
