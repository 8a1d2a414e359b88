using System.Diagnostics;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>What a command that has ended left behind.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last words of the command, for an error message of one line.</summary>
    public string LastWords => (Errors.Trim() is { Length: > 0 } errors ? errors : Output.Trim()).Split('\n')[^1].Trim();
}

/// <summary>Runs a command to its end and collects what it wrote.</summary>
public static class ShortCommand
{
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, string input = "", CancellationToken cancellationToken = default)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command ended without reading its input: its exit code tells the rest.
        }

        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
