namespace RingCentral.Simulator.Sessions;

internal delegate void SessionChanged(int session, in SessionRow row);

/// <summary>
/// All sessions ever, in chunks of plain structs that are never moved: no global lock, no object per session, nothing for the
/// garbage collector to walk but the chunks.
/// </summary>
internal sealed class SessionTable
{
    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;
    private const int Gates = 1024;

    private readonly SessionRow[]?[] _chunks = new SessionRow[]?[1 << 14];
    private readonly Lock[] _gates = new Lock[Gates];
    private readonly Lock _growth = new();
    private int _claimed;
    private volatile int _count;

    public SessionTable()
    {
        for (var gate = 0; gate < Gates; gate++)
        {
            _gates[gate] = new Lock();
        }
    }

    public int Count => _count;

    /// <summary>Hears of every change of a row before anybody is told of it, while the row stands still. Null where nothing is kept.</summary>
    public SessionChanged? Changed { get; set; }

    public Lock GateOf(int session)
    {
        return _gates[session & (Gates - 1)];
    }

    public ref SessionRow this[int session] => ref _chunks[session >> ChunkBits]![session & (ChunkSize - 1)];

    /// <summary>Adds a filled row; its number is <see cref="SessionRow"/>'s place for ever.</summary>
    public int Add(in SessionRow row)
    {
        lock (_growth)
        {
            var session = _claimed++;
            _chunks[session >> ChunkBits] ??= new SessionRow[ChunkSize];
            this[session] = row;
            Changed?.Invoke(session, row);
            // Readers check the count first: a row is whole before it can be seen.
            _count = session + 1;
            return session;
        }
    }

    /// <summary>The rows whose changes have all been heard of: not one is being added while this counts.</summary>
    public int SettledCount()
    {
        lock (_growth)
        {
            return _count;
        }
    }

    /// <summary>A row of an earlier run at its place; only before the first request.</summary>
    public void Restore(int session, in SessionRow row)
    {
        _chunks[session >> ChunkBits] ??= new SessionRow[ChunkSize];
        this[session] = row;
        _claimed = _count = Math.Max(_count, session + 1);
    }
}
