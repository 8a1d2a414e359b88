using RingCentral.Simulator.Sessions;

namespace RingCentral.Simulator.State;

/// <summary>Writes everything out while requests go on: a row stands still no longer than it takes to copy it.</summary>
internal sealed class Snapshot(KeysPart keys, SettingsPart settings, UsersPart users, SessionTable table)
{
    private const int BetweenLooks = 1024;

    public KeysPart Keys => keys;

    public SettingsPart Settings => settings;

    /// <summary>The file has its name only once it is whole and on the disk. Returns its length.</summary>
    public long Write(string path, CancellationToken stopping)
    {
        var unfinished = path + ".unfinished";
        long length;
        using (var file = RecordWriter.Buffered(unfinished))
        {
            file.Write(RecordKind.Keys, keys.Capture());
            file.Write(RecordKind.Settings, settings.Capture());
            foreach (var user in users.Changed)
            {
                file.Write(RecordKind.User, UsersPart.Capture(user));
            }

            WriteSessions(file, stopping);
            file.Write(RecordKind.End, []);
            file.FlushToDisk();
            length = file.Length;
        }

        File.Move(unfinished, path, overwrite: true);
        return length;
    }

    private void WriteSessions(RecordWriter file, CancellationToken stopping)
    {
        var body = new byte[512];
        var count = table.SettledCount();
        for (var session = 0; session < count; session++)
        {
            if (session % BetweenLooks == 0)
            {
                stopping.ThrowIfCancellationRequested();
            }

            SessionRow row;
            lock (table.GateOf(session))
            {
                row = table[session];
            }

            var length = SessionRecord.LengthOf(row);
            body = body.Length < length ? new byte[length * 2] : body;
            SessionRecord.Write(session, row, body);
            file.Write(RecordKind.Session, body.AsSpan(0, length));
        }
    }
}
