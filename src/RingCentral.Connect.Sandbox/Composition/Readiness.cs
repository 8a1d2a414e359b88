using RingCentral.Connect.Sandbox.Files;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Sandbox.Composition;

/// <summary>Waits until a program that was started answers, and no longer than it lives.</summary>
internal sealed class Readiness(HttpClient http, SandboxLog log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task WaitAsync(string name, ChildProcess program, Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!await AnswersAsync(address, patience.Token))
        {
            if (program.HasEnded)
            {
                throw Ended(name, program);
            }

            if (patience.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new SandboxException($"The {name} did not answer at {address} within {Patience.TotalSeconds} s (log: {log.Path}).");
            }

            await Task.WhenAny(program.Ended, Task.Delay(Pause, CancellationToken.None));
        }
    }

    public SandboxException Ended(string name, ChildProcess program) =>
        new($"The {name} ended with exit code {program.ExitCode}: {LastLine()} (log: {log.Path})");

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(address, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private string LastLine() => log.Tail.Split('\n')[^1];
}
