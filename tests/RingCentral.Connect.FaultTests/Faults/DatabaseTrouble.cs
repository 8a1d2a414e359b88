using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.Sandbox.Postgres;

namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>What PostgreSQL goes through, one at a time.</summary>
internal sealed class DatabaseTrouble(PostgresCluster cluster) : IDisposable
{
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan StandsStill = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Works = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _one = new(1);

    public Task RestartAsync(bool crash) => AloneAsync(() => cluster.RestartAsync(crash, CancellationToken.None));

    /// <summary>Its processes are stopped, not ended: connections stay open and nobody answers.</summary>
    public Task FreezeAsync() => AloneAsync(async () =>
    {
        int[] frozen = [cluster.ProcessId, .. Children(cluster.ProcessId)];
        await SignalAsync("STOP", frozen);
        try
        {
            await Task.Delay(Standstill);
        }
        finally
        {
            await SignalAsync("CONT", frozen);
        }
    });

    /// <summary>Every statement takes long: its processes stand still three quarters of the time.</summary>
    public Task SlowDownAsync() => AloneAsync(async () =>
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < SlowFor;)
        {
            int[] held = [cluster.ProcessId, .. Children(cluster.ProcessId)];
            await SignalAsync("STOP", held);
            try
            {
                await Task.Delay(StandsStill);
            }
            finally
            {
                await SignalAsync("CONT", held);
            }

            await Task.Delay(Works);
        }
    });

    public void Dispose() => _one.Dispose();

    private async Task AloneAsync(Func<Task> trouble)
    {
        await _one.WaitAsync();
        try
        {
            await trouble();
        }
        finally
        {
            _one.Release();
        }
    }

    private static async Task SignalAsync(string signal, IEnumerable<int> processes)
    {
        var ids = string.Join(' ', processes.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -{signal} {ids} 2>/dev/null || true"]);
        await shell.WaitForExitAsync();
    }

    /// <summary>Where there is no /proc the postmaster stands still alone, which lets nobody in and leaves open connections be.</summary>
    private static IEnumerable<int> Children(int parent)
    {
        if (!Directory.Exists("/proc/self"))
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ParentOf(folder) == parent)
            {
                yield return id;
            }
        }
    }

    private static int? ParentOf(string folder)
    {
        try
        {
            // "pid (name) state parent …": the name may hold blanks.
            var status = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
