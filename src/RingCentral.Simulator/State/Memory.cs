using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.State;

/// <summary>
/// Hears of every change and has it in the journal before anybody is told of it: a kill of the process loses nothing that was answered.
/// Exists only where --state names a folder.
/// </summary>
internal sealed partial class Memory(StateFolder folder, Snapshot snapshot, Recollection recollection, ILogger<Memory> logger) : IDisposable
{
    /// <summary>A journal longer than this, and than the snapshot before it, is worth a new snapshot.</summary>
    private const long WorthASnapshot = 16 << 20;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private RecordWriter? _journal;
    private byte[] _lastKeys = [];
    private byte[] _lastSettings = [];
    private int _number;
    private long _limit = WorthASnapshot;
    private Task _compaction = Task.CompletedTask;

    /// <summary>Takes up where an earlier run stopped; before the first request.</summary>
    public void Begin(SessionTable table, UserDirectory users, CodeBook codes)
    {
        recollection.Recall(folder);
        lock (_gate)
        {
            _number = folder.LastNumber;
            BeginCompaction();
            table.Changed = SessionChanged;
            users.Changed = UserChanged;
            codes.Issued = SettingsChanged;
        }
    }

    /// <summary>Whatever a control request changes beside sessions and users is kept before its answer begins.</summary>
    public void Watch(HttpContext http)
    {
        http.Response.OnStarting(() =>
        {
            SettingsChanged();
            return Task.CompletedTask;
        });
    }

    public void Dispose()
    {
        _stopping.Cancel();
        WaitForCompaction();
        lock (_gate)
        {
            Guard(() =>
            {
                WriteSettings(always: false);
                _journal?.FlushToDisk();
            });
            _journal?.Dispose();
            _journal = null;
        }

        _stopping.Dispose();
    }

    private void SessionChanged(int session, in SessionRow row)
    {
        const int Usual = 512;
        var length = SessionRecord.LengthOf(row);
        var body = length <= Usual ? stackalloc byte[Usual] : new byte[length];
        SessionRecord.Write(session, row, body);
        lock (_gate)
        {
            Write(RecordKind.Session, body[..length]);
        }
    }

    private void UserChanged(User user)
    {
        lock (_gate)
        {
            // Asked inside the gate: of two changes at a time the later record has both.
            Write(RecordKind.User, UsersPart.Capture(user));
        }
    }

    private void SettingsChanged()
    {
        lock (_gate)
        {
            Guard(() => WriteSettings(always: false));
        }
    }

    private void WriteSettings(bool always)
    {
        var (keys, settings) = (snapshot.Keys.Capture(), snapshot.Settings.Capture());
        if (always || !keys.AsSpan().SequenceEqual(_lastKeys))
        {
            _journal?.Write(RecordKind.Keys, _lastKeys = keys);
        }

        if (always || !settings.AsSpan().SequenceEqual(_lastSettings))
        {
            _journal?.Write(RecordKind.Settings, _lastSettings = settings);
        }
    }

    private void Write(RecordKind kind, ReadOnlySpan<byte> body)
    {
        try
        {
            _journal?.Write(kind, body);
            if (_journal?.Length > _limit && _compaction.IsCompleted && !_stopping.IsCancellationRequested)
            {
                BeginCompaction();
            }
        }
        catch (IOException fault)
        {
            Forget(fault);
        }
    }

    private void WaitForCompaction()
    {
        Task underWay;
        lock (_gate)
        {
            underWay = _compaction;
        }

        // Outside the gate: a compaction under way may be waiting for it.
        underWay.Wait();
    }

    /// <summary>
    /// Changes go to the next journal first, then everything is written out as it stands. A row may be in both, and the journal's is no older.
    /// </summary>
    private void BeginCompaction()
    {
        var number = ++_number;
        var earlier = _journal;
        _journal = RecordWriter.Unbuffered(folder.Journal(number));
        earlier?.Dispose();
        // First of all: no token that the journal tells of is any good without the key.
        WriteSettings(always: true);
        _compaction = Task.Run(() => Compact(number));
    }

    private void Compact(int number)
    {
        try
        {
            var length = snapshot.Write(folder.Snapshot(number), _stopping.Token);
            folder.DeleteBefore(number);
            _limit = Math.Max(WorthASnapshot, length);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the journals have it all, and the next start takes its time for this.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _limit *= 2;
            Log.SnapshotFailed(logger, fault.Message);
        }
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException fault)
        {
            Forget(fault);
        }
    }

    /// <summary>With a gap in the journal no later record would be worth anything.</summary>
    private void Forget(IOException fault)
    {
        _journal?.Dispose();
        _journal = null;
        Log.JournalFailed(logger, fault.Message);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Changes from now on are not kept over a restart: {Reason}")]
        public static partial void JournalFailed(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The state could not be written in whole, its journal goes on: {Reason}")]
        public static partial void SnapshotFailed(ILogger logger, string reason);
    }
}
