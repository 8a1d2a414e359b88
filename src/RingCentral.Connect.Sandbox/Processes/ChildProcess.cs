using System.Diagnostics;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>A long-running process that belongs to this one and ends with it.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _output;

    private ChildProcess(Process process, Action<string> onLine)
    {
        _process = process;
        ProcessGuard.Shared.Watch(process.Id, "TERM");
        _output = Task.WhenAll(PumpAsync(process.StandardOutput, onLine), PumpAsync(process.StandardError, onLine));
        Ended = WaitForEndAsync();
    }

    public int Id => _process.Id;

    public bool HasEnded => Ended.IsCompleted;

    public int ExitCode => _process.ExitCode;

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>Completes when the process has ended and all of its output was read.</summary>
    public Task Ended { get; }

    /// <param name="start">What to start; its output is redirected.</param>
    /// <param name="onLine">Gets each line of output, from several threads.</param>
    public static ChildProcess Start(ProcessStartInfo start, Action<string> onLine)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.StandardInput.Close();
        return new ChildProcess(process, onLine) { StartedAt = StartOf(process) };
    }

    /// <summary>Asks the process to stop, and kills it when it has not done so in time.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        Signals.Send(_process.Id, Signals.Terminate);
        await Task.WhenAny(Ended, Task.Delay(patience));
        await KillAsync();
    }

    /// <summary>kill -9: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        if (!HasEnded)
        {
            _process.Kill();
            await Ended;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.FromSeconds(10));
        _process.Dispose();
    }

    private static DateTimeOffset StartOf(Process process)
    {
        try
        {
            return new DateTimeOffset(process.StartTime);
        }
        catch (InvalidOperationException)
        {
            // Ended already; nothing will ever match this time.
            return DateTimeOffset.MinValue;
        }
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            onLine(line);
        }
    }

    private async Task WaitForEndAsync()
    {
        await _process.WaitForExitAsync();
        ProcessGuard.Shared.Release(_process.Id);
        // A grandchild may hold the pipes open for longer than the child lived.
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromSeconds(2)));
    }
}
