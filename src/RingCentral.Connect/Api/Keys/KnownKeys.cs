using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.ApiKeys;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Api.Keys;

/// <summary>
/// Knows which keys are live. All of them are kept at hand, so that a made-up key costs no look into the database, nor can it push a good one
/// out. While it is not certain that every change was heard of, the database is asked each time.
/// </summary>
internal sealed class KnownKeys
{
    /// <summary>More keys than this are not kept at hand; the rest are looked up.</summary>
    private const int Most = 10_000;

    private readonly IDbContextFactory<ConnectDbContext> _contexts;
    private readonly ChangeNotices _notices;
    private readonly UnknownKeys _unknown;
    private readonly TimeProvider _time;
    private readonly Lock _changing = new();
    private volatile KeySet? _keys;
    private Task<KeySet>? _reading;
    private long _changes;

    public KnownKeys(IDbContextFactory<ConnectDbContext> contexts, ChangeNotices notices, UnknownKeys unknown, TimeProvider time)
    {
        (_contexts, _notices, _unknown, _time) = (contexts, notices, unknown, time);
        notices.KeysChanged += Forget;
        notices.Missed += Forget;
    }

    /// <summary>The live key of a hash; null where there is none.</summary>
    /// <param name="hash">SHA-256 of what the caller sent.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public ValueTask<KnownKey?> FindAsync(ReadOnlySpan<byte> hash, CancellationToken cancellationToken)
    {
        if (!_notices.AreComplete)
        {
            return new ValueTask<KnownKey?>(LookUpAsync(hash.ToArray(), cancellationToken));
        }

        return _keys is { } keys
            ? FindInAsync(keys, hash, cancellationToken)
            : new ValueTask<KnownKey?>(ReadAndFindAsync(hash.ToArray(), cancellationToken));
    }

    /// <summary>The key of a hash, live or expired, if it is known for certain without a look into the database.</summary>
    /// <param name="hash">SHA-256 of what the caller sent.</param>
    public KnownKey? FindAtHand(ReadOnlySpan<byte> hash) => _notices.AreComplete ? _keys?.Find(hash) : null;

    /// <summary>Keys have changed.</summary>
    public void Forget()
    {
        lock (_changing)
        {
            _changes++;
            (_keys, _reading) = (null, null);
        }
    }

    private ValueTask<KnownKey?> FindInAsync(KeySet keys, ReadOnlySpan<byte> hash, CancellationToken cancellationToken)
    {
        if (keys.Find(hash) is { } key)
        {
            return ValueTask.FromResult(key.IsLive(_time.GetUtcNow()) ? key : null);
        }

        // Made a moment ago, perhaps, and not yet heard of. Whoever tries keys does not get to ask the database for each.
        return keys.IsComplete && !_unknown.MayLookUp()
            ? ValueTask.FromResult<KnownKey?>(null)
            : new ValueTask<KnownKey?>(LookUpAsync(hash.ToArray(), cancellationToken));
    }

    private async Task<KnownKey?> ReadAndFindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        Task<KeySet> reading;
        lock (_changing)
        {
            reading = _reading ??= ReadAsync(_changes);
        }

        return await FindInAsync(await reading.WaitAsync(cancellationToken), hash, cancellationToken);
    }

    /// <summary>For all who wait for it, so that none of them may call it off.</summary>
    private async Task<KeySet> ReadAsync(long changes)
    {
        // Never under the caller's lock.
        await Task.Yield();
        try
        {
            await using var context = await _contexts.CreateDbContextAsync(CancellationToken.None);
            var rows = await Unrevoked(context).OrderByDescending(key => key.Id).Take(Most + 1).ToListAsync(CancellationToken.None);
            var keys = new KeySet(rows.Take(Most), isComplete: rows.Count <= Most);
            End(changes, keys);
            return keys;
        }
        catch
        {
            End(changes, keys: null);
            throw;
        }
    }

    private void End(long changes, KeySet? keys)
    {
        lock (_changing)
        {
            if (changes == _changes)
            {
                (_keys, _reading) = (keys, null);
            }
        }
    }

    private async Task<KnownKey?> LookUpAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await Unrevoked(context).SingleOrDefaultAsync(row => row.Hash == hash, cancellationToken) is { } row
            && new KnownKey(row) is var key
            && key.IsLive(_time.GetUtcNow())
            ? key
            : null;
    }

    private static IQueryable<ApiKey> Unrevoked(ConnectDbContext context) => context.ApiKeys.AsNoTracking().Where(key => key.RevokedAt == null);
}
