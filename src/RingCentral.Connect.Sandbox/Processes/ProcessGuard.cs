using System.Diagnostics;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>
/// Stops the children of this program when this program dies, even by kill -9: a small shell beside it holds the other end of a pipe,
/// knows at every moment which children live, and ends them when the pipe breaks.
/// </summary>
internal sealed class ProcessGuard
{
    // Each line is the whole list "signal:pid signal:pid …" in the order in which to stop. Signals from the terminal are
    // ignored, because Ctrl+C reaches the whole process group and the guard has to outlive this program.
    private const string Script = """
        trap '' INT TERM HUP
        last=
        while IFS= read -r line; do last=$line; done
        for entry in $last; do
          pid=${entry#*:}
          kill -s "${entry%%:*}" "$pid" 2>/dev/null || continue
          tries=0
          while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
          kill -s KILL "$pid" 2>/dev/null
        done
        """;

    private readonly Lock _gate = new();
    private readonly List<Entry> _watched = [];
    private Process? _shell;

    /// <summary>One guard per process is enough.</summary>
    public static ProcessGuard Shared { get; } = new();

    /// <summary>Children watched later stop first; those marked as <paramref name="last"/> stop after all others.</summary>
    public void Watch(int processId, string signal, bool last = false)
    {
        lock (_gate)
        {
            _watched.Insert(last ? _watched.Count : 0, new Entry(processId, signal));
            Tell();
        }
    }

    public void Release(int processId)
    {
        lock (_gate)
        {
            _watched.RemoveAll(entry => entry.ProcessId == processId);
            Tell();
        }
    }

    private void Tell()
    {
        try
        {
            _shell ??= Start();
            _shell.StandardInput.WriteLine(string.Join(' ', _watched.Select(entry => $"{entry.Signal}:{entry.ProcessId}")));
        }
        catch (IOException)
        {
            // Somebody killed the guard: the children are still stopped in order, only no longer after a kill -9.
        }
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        var shell = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start.");
        shell.StandardInput.AutoFlush = true;
        return shell;
    }

    private sealed record Entry(int ProcessId, string Signal);
}
