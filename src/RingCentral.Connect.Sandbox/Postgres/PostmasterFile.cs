using System.Globalization;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Sandbox.Postgres;

/// <summary>What a running server writes into its data folder: its process id and when it started.</summary>
internal sealed record PostmasterFile(int ProcessId, DateTimeOffset StartedAt)
{
    /// <summary>Null when no server runs on that folder; a file that a crash left behind is taken away.</summary>
    public static PostmasterFile? Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "postmaster.pid");
        if (!File.Exists(path))
        {
            return null;
        }

        var lines = File.ReadAllLines(path);
        if (lines.Length > 2 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id)
            && long.TryParse(lines[2], CultureInfo.InvariantCulture, out var seconds))
        {
            var file = new PostmasterFile(id, DateTimeOffset.FromUnixTimeSeconds(seconds));
            if (Signals.IsSameProcess(id, file.StartedAt))
            {
                return file;
            }
        }

        // The id may belong to another program by now, and then PostgreSQL would refuse to start.
        File.Delete(path);
        return null;
    }
}
