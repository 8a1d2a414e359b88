using System.Diagnostics;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.TestKit.Programs;

/// <summary>A program that was started and answers; whatever happens to the test process, it ends with it.</summary>
internal sealed class RunningProgram(ChildProcess process, ProgramOutput output) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public ChildProcess Process { get; } = process;

    public ProgramOutput Output { get; } = output;

    public static RunningProgram Start(ProcessStartInfo start)
    {
        var output = new ProgramOutput();
        return new RunningProgram(ChildProcess.Start(start, output.Add), output);
    }

    public async Task WaitForAsync(HttpClient http, Uri address)
    {
        try
        {
            await Eventually.TrueAsync(async () => HasEnded() || await AnswersAsync(http, address), Patience, $"{address} answers");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Assert.Fail($"{exception.Message}\n{Output.Tail}");
        }

        Assert.False(Process.HasEnded, $"The program ended instead of answering at {address}:\n{Output.Tail}");
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address)
    {
        using var response = await http.GetAsync(address, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode;
    }

    private bool HasEnded() => Process.HasEnded;
}
