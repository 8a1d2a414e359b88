using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Failover;

/// <summary>
/// Writes pairs back that the database had and lost. Any number of nodes may do so at once, and again: a row takes a pair only where its own generation of the same
/// session is lower. Sessions that were replaced or given up meanwhile have another key, or no pair, and are left alone.
/// </summary>
internal sealed partial class LostPairs
{
    private const int RowsPerWrite = 500;

    private readonly CommittedPairs _committed;
    private readonly LostRows _rows;
    private readonly PairCommits _commits;
    private readonly TokenPairProtector _protector;
    private readonly ILogger<LostPairs> _logger;
    private long _writtenBack;

    public LostPairs(
        CommittedPairs committed, LostRows rows, PairCommits commits, TokenPairProtector protector, IMeterFactory meters, ILogger<LostPairs> logger)
    {
        (_committed, _rows, _commits, _protector, _logger) = (committed, rows, commits, protector, logger);
        var meter = meters.Create(RotationTally.MeterName);

        // Told also while it is 0, so that an alert sees it rise.
        meter.CreateObservableCounter("connect.pairs.written_back", () => Interlocked.Read(ref _writtenBack), "{pair}", "Pairs that the database had lost, as after a fail-over, and that were written back.");
        meter.CreateObservableGauge("connect.pairs.remembered", () => committed.Count, "{pair}", "Pairs that this node committed lately and could write back.");
    }

    /// <summary>Whether anything is remembered that could have been lost.</summary>
    public bool MayHaveAny => _committed.Count > 0;

    /// <inheritdoc cref="CommittedPairs.Remember"/>
    public void Remember(NewPair pair) => _committed.Remember(pair);

    /// <summary>Compares all that is remembered with the database, writes back what it has lost, and forgets what was compared for long enough.</summary>
    /// <returns>How many pairs were written back.</returns>
    public async Task<int> WriteAllBackAsync(CancellationToken cancellationToken)
    {
        var written = 0;

        foreach (var page in _committed.All.Where(page => page.Count > 0))
        {
            // Every node in the same order, so that none waits for another in a ring.
            var some = page.OrderBy(pair => pair.ConnectionId).ToList();
            foreach (var lost in (await _rows.FindAsync(some, cancellationToken)).Chunk(RowsPerWrite))
            {
                written += await WriteAsync([.. lost.Select(Reseal).OfType<NewPair>()], cancellationToken);
            }

            await _rows.KeepPromisesAsync(some, cancellationToken);
        }

        _committed.ForgetOld();
        return written;
    }

    /// <summary>Writes the newer pair of a session back, if one is remembered: somebody has met its row with this generation.</summary>
    /// <returns>Whether one was: then the row is not what was met any more.</returns>
    public async Task<bool> WriteBackAsync(Guid connectionId, Guid sessionKey, long generation, CancellationToken cancellationToken)
    {
        if (_committed.NewerThan(connectionId, sessionKey, generation) is not { } newer || Reseal(newer) is not { } pair)
        {
            return false;
        }

        await WriteAsync([pair], cancellationToken);
        return true;
    }

    /// <summary>Writes a pair whose row has not the generation that it came for, if that is lower.</summary>
    /// <returns>Whether its row took it.</returns>
    public async Task<bool> WriteBackAsync(NewPair pair, CancellationToken cancellationToken) => await WriteAsync([pair], cancellationToken) > 0;

    private async Task<int> WriteAsync(IReadOnlyList<NewPair> pairs, CancellationToken cancellationToken)
    {
        if (pairs.Count == 0)
        {
            return 0;
        }

        var taken = await _commits.WriteBackAsync(pairs, cancellationToken);
        if (taken.Count > 0)
        {
            Interlocked.Add(ref _writtenBack, taken.Count);
            Log.WrittenBack(_logger, taken.Count, pairs.Where(pair => taken.Contains(pair.ConnectionId)).Min(pair => pair.Clocks.IssuedAt));
        }

        foreach (var pair in pairs.Where(pair => taken.Contains(pair.ConnectionId)))
        {
            Log.WroteBack(_logger, pair.ConnectionId, pair.Generation);
        }

        return taken.Count;
    }

    /// <summary>Under the key that encrypts now: the one from then may be on its way out. Null where the pair does not open, and could serve nobody.</summary>
    private NewPair? Reseal(NewPair pair)
    {
        try
        {
            return pair with { Pair = SealedPair.Of(_protector.ResealForConnection(pair.ConnectionId, pair.Pair.Ciphertext)) };
        }
        catch (CryptographicException exception)
        {
            Log.DoesNotOpen(_logger, exception, pair.ConnectionId);
            _committed.Forget(pair);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The database had lost pairs that this node committed: {Count} were written back, the oldest asked for at {Oldest}. Their histories tell of it.")]
        public static partial void WrittenBack(ILogger logger, int count, DateTimeOffset oldest);

        [LoggerMessage(2, LogLevel.Debug, "Generation {Generation} of connection {ConnectionId} was written back.")]
        public static partial void WroteBack(ILogger logger, Guid connectionId, long generation);

        [LoggerMessage(3, LogLevel.Error, "The remembered pair of connection {ConnectionId} does not open, and is not written back.")]
        public static partial void DoesNotOpen(ILogger logger, Exception exception, Guid connectionId);
    }
}
