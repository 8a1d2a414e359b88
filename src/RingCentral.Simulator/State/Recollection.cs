using RingCentral.Simulator.Journal;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.State;

/// <summary>Puts everything back as an earlier run left it, before the first request.</summary>
internal sealed class Recollection(KeysPart keys, SettingsPart settings, UsersPart userStates, UserDirectory users, SessionTable table, Counters counters)
{
    private readonly Dictionary<string, string> _scopes = new(StringComparer.Ordinal);
    private byte[]? _lastKeys;
    private byte[]? _lastSettings;

    /// <exception cref="DamagedStateException">It cannot be read; then nothing in memory is to be trusted either.</exception>
    public void Recall(StateFolder folder)
    {
        var snapshot = folder.LastSnapshot;
        try
        {
            if (snapshot > 0)
            {
                RecordReader.Read(folder.Snapshot(snapshot), maybeCutOff: false, Take);
            }

            foreach (var journal in folder.Journals.Where(journal => journal >= snapshot))
            {
                RecordReader.Read(folder.Journal(journal), maybeCutOff: true, Take);
            }

            Settle();
        }
        catch (Exception fault) when (fault is not (DamagedStateException or IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            // Whole, but not what this version would have written.
            throw new DamagedStateException($"The state of an earlier run makes no sense here: {fault.Message}", fault);
        }
    }

    private void Take(RecordKind kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case RecordKind.Keys:
                _lastKeys = body.ToArray();
                break;
            case RecordKind.Settings:
                _lastSettings = body.ToArray();
                break;
            case RecordKind.User:
                userStates.Restore(body);
                break;
            case RecordKind.Session:
                var session = SessionRecord.Read(body, Shared, out var row);
                users.Restore(row.User);
                table.Restore(session, row);
                break;
            case RecordKind.End:
                break;
            default:
                throw new FormatException($"Records of kind {kind} are unknown.");
        }
    }

    private void Settle()
    {
        if (_lastKeys is not null && _lastSettings is not null)
        {
            keys.Restore(_lastKeys);
            settings.Restore(_lastSettings);
            Link();
        }
        else if (table.Count > 0)
        {
            throw new DamagedStateException("There are sessions, but not the key of their tokens.");
        }
    }

    /// <summary>Each user's chain of sessions, newest first. Sessions that ended need no place in it.</summary>
    private void Link()
    {
        for (var session = 0; session < table.Count; session++)
        {
            ref var row = ref table[session];
            counters.Restored(row.Ended);
            if (row.Ended == EndReason.None)
            {
                var user = users[row.User];
                (row.NextOfUser, user.FirstSession) = (user.FirstSession, session);
            }
        }
    }

    private string Shared(string scope)
    {
        return _scopes.TryAdd(scope, scope) ? scope : _scopes[scope];
    }
}
