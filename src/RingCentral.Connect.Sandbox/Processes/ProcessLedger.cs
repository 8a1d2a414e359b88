using System.Globalization;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>
/// Remembers the children in a file, so that the next start can stop what a crash left running. A line is a process id and its start time,
/// and only a process that agrees with both is touched.
/// </summary>
internal sealed class ProcessLedger(string path)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public void Add(ChildProcess child) =>
        File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{child.Id} {child.StartedAt.ToUnixTimeMilliseconds()}\n"));

    public async Task StopLeftoversAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, startedAt) in Read().Reverse())
        {
            await StopAsync(id, startedAt, cancellationToken);
        }

        File.Delete(path);
    }

    private static async Task StopAsync(int id, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var signal = Signals.Terminate;
        while (Signals.IsSameProcess(id, startedAt))
        {
            Signals.Send(id, signal);
            signal = patience.IsCancellationRequested ? Signals.Kill : signal;
            await Task.Delay(100, cancellationToken);
        }
    }

    private IEnumerable<(int Id, DateTimeOffset StartedAt)> Read()
    {
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            var parts = line.Split(' ');
            if (parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var id)
                && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var milliseconds))
            {
                yield return (id, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
            }
        }
    }
}
