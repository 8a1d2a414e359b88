using System.Runtime.CompilerServices;
using Npgsql;

namespace RingCentral.Connect.Vault.Importing;

/// <summary>
/// Takes in sessions that another program kept alive until now. Lines are stored in batches, each in one transaction: an import that
/// breaks off is resumed by sending it again, since what is there already is left as it is.
/// </summary>
internal sealed class Importer(NpgsqlDataSource dataSource, ImportLineReader reader, ImportInsert insert)
{
    private const int BatchSize = 200;

    /// <summary>Imports lines as they come, and answers each in order.</summary>
    /// <param name="lines">Lines of JSON; empty ones are skipped, but counted.</param>
    /// <param name="actor">Who imports, for the history.</param>
    /// <param name="cancellationToken">Stops after the batch that is being stored.</param>
    public async IAsyncEnumerable<ImportResult> ImportAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> lines, string actor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<(long Number, ImportLine? Line, ImportRejection? Rejection)>(BatchSize);
        var number = 0L;
        await foreach (var json in lines.WithCancellation(cancellationToken))
        {
            number++;
            if (json.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            var (line, rejection) = reader.Read(json);
            batch.Add((number, line, rejection));
            if (batch.Count == BatchSize)
            {
                foreach (var result in await StoreAsync(batch, actor, cancellationToken))
                {
                    yield return result;
                }

                batch.Clear();
            }
        }

        foreach (var result in await StoreAsync(batch, actor, cancellationToken))
        {
            yield return result;
        }
    }

    private async Task<List<ImportResult>> StoreAsync(
        List<(long Number, ImportLine? Line, ImportRejection? Rejection)> batch, string actor, CancellationToken cancellationToken)
    {
        var stored = await InsertAsync([.. batch.Where(item => item.Line is not null).Select(item => item.Line!)], actor, cancellationToken);
        var results = new List<ImportResult>(batch.Count);
        var next = 0;
        foreach (var (number, line, rejection) in batch)
        {
            if (line is null)
            {
                results.Add(new ImportResult(number, ImportStatus.Rejected) { ExternalId = rejection!.ExternalId, Rejection = rejection });
                continue;
            }

            var (id, created) = stored[next++];
            results.Add(new ImportResult(number, created ? ImportStatus.Created : ImportStatus.Exists) { ExternalId = line.ExternalId, ConnectionId = id });
        }

        return results;
    }

    private async Task<(Guid ConnectionId, bool Created)[]> InsertAsync(IReadOnlyList<ImportLine> lines, string actor, CancellationToken cancellationToken)
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
        var stored = await insert.RunAsync(connection, [.. order.Select(index => lines[index])], actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        for (var i = 0; i < order.Length; i++)
        {
            results[order[i]] = stored[i];
        }

        return results;
    }
}
