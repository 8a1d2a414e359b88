using System.Runtime.InteropServices;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Failover;

/// <summary>
/// What this node committed lately, the newest pair of each connection, as it lies in the database: under encryption. A fail-over to a standby that had not
/// received everything takes commits back; their pairs are then here and nowhere else. What does not fit goes, the oldest first: a standby lags by seconds.
/// </summary>
/// <remarks>
/// Pairs lie as bytes on pages that are written round and round. All pages are taken with the first pair, so that a node needs as much memory after minutes as after days; as objects,
/// each of which lives for some minutes and then dies, pairs would be what a garbage collector copes with worst.
/// </remarks>
/// <param name="time">Ages are counted on its monotonic clock.</param>
/// <param name="pages">How many pages there are.</param>
/// <param name="pageBytes">How much one holds.</param>
internal sealed class CommittedPairs(TimeProvider time, int pages = CommittedPairs.Pages, int pageBytes = CommittedPairs.PageBytes)
{
    /// <summary>How long a pair is kept at the least, if it fits.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>32 MiB, some 25,000 pairs of the usual size: 40 rotations a second for ten minutes, or 1,000 a second for half a minute.</summary>
    private const int Pages = 32;
    private const int PageBytes = 1024 * 1024;

    private readonly Dictionary<Guid, Place> _byConnection = [];
    private readonly Lock _busy = new();
    private byte[][] _pages = [];
    private int _page;
    private int _used;

    /// <summary>How many pairs are kept.</summary>
    public int Count
    {
        get
        {
            lock (_busy)
            {
                return _byConnection.Count;
            }
        }
    }

    /// <summary>All that is kept, some hundred at a time: as many as one page holds, read when they are come to.</summary>
    public IEnumerable<IReadOnlyList<NewPair>> All => Enumerable.Range(0, pages).Select(ReadPage);

    /// <summary>Takes note of a pair whose commit has succeeded. Of one session only the newest stays.</summary>
    public void Remember(NewPair pair)
    {
        var record = PairRecord.Write(pair);
        lock (_busy)
        {
            if (_byConnection.TryGetValue(pair.ConnectionId, out var known) && known.SessionKey == pair.SessionKey && known.Generation >= pair.Generation)
            {
                return;
            }

            _byConnection.Remove(pair.ConnectionId);
            if (record.Length > pageBytes)
            {
                return;
            }

            var start = MakeRoom(record.Length);
            record.CopyTo(_pages[_page], start);
            _byConnection.Add(pair.ConnectionId, new Place(pair.SessionKey, pair.Generation, time.GetTimestamp(), _page, start, record.Length));
        }
    }

    /// <summary>A pair of the same session that came after this generation; null where none is known.</summary>
    public NewPair? NewerThan(Guid connectionId, Guid sessionKey, long generation)
    {
        lock (_busy)
        {
            return _byConnection.TryGetValue(connectionId, out var place) && place.SessionKey == sessionKey && place.Generation > generation ? Read(place) : null;
        }
    }

    /// <summary>Forgets a pair that is of no use.</summary>
    public void Forget(NewPair pair)
    {
        lock (_busy)
        {
            if (_byConnection.TryGetValue(pair.ConnectionId, out var place) && place.SessionKey == pair.SessionKey && place.Generation == pair.Generation)
            {
                _byConnection.Remove(pair.ConnectionId);
            }
        }
    }

    /// <summary>Forgets what is older than <see cref="Kept"/>. To be called when all rows have been compared: an outage must not age anything away.</summary>
    public void ForgetOld()
    {
        lock (_busy)
        {
            ForgetWhere(place => time.GetElapsedTime(place.At) > Kept);
        }
    }

    private IReadOnlyList<NewPair> ReadPage(int page)
    {
        lock (_busy)
        {
            return [.. _byConnection.Values.Where(place => place.Page == page).Select(Read)];
        }
    }

    private NewPair Read(Place place) => PairRecord.Read(_pages[place.Page], place.Start, place.Length);

    /// <summary>Goes on to the next page, and forgets what is on it, where this one is full.</summary>
    /// <returns>Where on the page there is room.</returns>
    private int MakeRoom(int length)
    {
        if (_pages.Length == 0)
        {
            _pages = [.. Enumerable.Range(0, pages).Select(_ => TakePage())];
        }

        if (_used + length > pageBytes)
        {
            (_page, _used) = ((_page + 1) % pages, 0);
            ForgetWhere(place => place.Page == _page);
        }

        _used += length;
        return _used - length;
    }

    /// <summary>Written to, since the system gives memory when it is used and not when it is asked for.</summary>
    private byte[] TakePage()
    {
        var page = new byte[pageBytes];
        page.AsSpan().Fill(byte.MaxValue);
        return page;
    }

    private void ForgetWhere(Func<Place, bool> isToGo)
    {
        foreach (var (connectionId, place) in _byConnection)
        {
            if (isToGo(place))
            {
                _byConnection.Remove(connectionId);
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(Guid SessionKey, long Generation, long At, int Page, int Start, int Length);
}
