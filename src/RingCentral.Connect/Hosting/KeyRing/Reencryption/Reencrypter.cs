using System.Security.Cryptography;
using Npgsql;
using RingCentral.Connect.Hosting.KeyRing.Nodes;

namespace RingCentral.Connect.Hosting.KeyRing.Reencryption;

/// <summary>
/// Encrypts everything anew that is under another key than the one that encrypts now, batch by batch while the service runs. What is done is in the rows
/// themselves: a run that was killed is continued by the next.
/// </summary>
internal sealed partial class Reencrypter(NodeKeyRing ring, SealedColumns columns, NpgsqlDataSource dataSource, ILogger<Reencrypter> logger)
{
    private const int BatchSize = 200;

    /// <summary>A row that is locked, or changes, in every one of these is left for the next run.</summary>
    private const int Passes = 5;

    /// <summary>Runs until nothing is left to do.</summary>
    /// <param name="tell">Hears of every batch.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task<IReadOnlyList<ReencryptedColumn>> RunAsync(Action<ReencryptedColumn> tell, CancellationToken cancellationToken)
    {
        var current = ring.Reload().DefaultKeyId;
        var results = new List<ReencryptedColumn>();
        foreach (var column in columns.All)
        {
            var result = await RunAsync(column, current, tell, cancellationToken);
            results.Add(result);
            if (result.Unopened > 0)
            {
                Log.Unopened(logger, result.Unopened, column);
            }
        }

        return results;
    }

    private async Task<ReencryptedColumn> RunAsync(SealedColumn column, Guid current, Action<ReencryptedColumn> tell, CancellationToken cancellationToken)
    {
        var rows = new SealedRows(dataSource, column);
        var done = 0L;
        ReencryptedColumn result;
        var pass = 0;
        do
        {
            result = new ReencryptedColumn(column, done, 0, 0);
            SealedRow? after = null;
            while (await rows.NextAsync(current, after, BatchSize, cancellationToken) is { Count: > 0 } batch)
            {
                var (resealed, unopened) = Reseal(column, batch);
                var replaced = resealed.Count == 0 ? 0 : await rows.ReplaceAsync(resealed, current, cancellationToken);
                result = result with
                {
                    Done = result.Done + replaced,
                    Unopened = result.Unopened + unopened,
                    PassedBy = result.PassedBy + resealed.Count - replaced,
                };
                after = batch[^1];
                tell(result);
            }

            done = result.Done;
        }
        while (result.PassedBy > 0 && ++pass < Passes);
        return result;
    }

    private static (IReadOnlyList<(SealedRow Old, byte[] New)> Resealed, int Unopened) Reseal(SealedColumn column, IReadOnlyList<SealedRow> batch)
    {
        var resealed = new List<(SealedRow, byte[])>(batch.Count);
        foreach (var row in batch)
        {
            try
            {
                resealed.Add((row, column.Reseal(row)));
            }
            catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
            {
                // Damaged, or of a key that is gone: it is counted, and left as it is.
            }
        }

        return (resealed, batch.Count - resealed.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Count} values of {Column} do not open, and stay as they are.")]
        public static partial void Unopened(ILogger logger, long count, SealedColumn column);
    }
}

/// <summary>How far a column is.</summary>
/// <param name="Column">Which.</param>
/// <param name="Done">Values that are under the current key now and were not before.</param>
/// <param name="Unopened">Values that do not open.</param>
/// <param name="PassedBy">Values that changed meanwhile, or were locked.</param>
internal sealed record ReencryptedColumn(SealedColumn Column, long Done, long Unopened, long PassedBy);
