using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.TestKit.Programs;

/// <summary>The whole sandbox, started as ./run.sh starts it, and read from its screen as a person would.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ChildProcess _process;
    private readonly ProgramOutput _output;

    private SandboxProcess(ChildProcess process, ProgramOutput output, string dataFolder)
    {
        _process = process;
        _output = output;
        DataFolder = dataFolder;
        Api = new ApiClient(new Uri(Shown("Pages")), Shown("API key"));
        Simulator = new SimulatorControl(new Uri(Shown("Simulator")));
    }

    public string DataFolder { get; }

    public Uri Pages => new(Shown("Pages"));

    public Uri SignInLink => new(Shown("Admin sign-in"));

    public Uri MailBox => new(Shown("Mail box"));

    public string ApiKey => Shown("API key");

    public ApiClient Api { get; }

    public SimulatorControl Simulator { get; }

    public static Task<SandboxProcess> StartAsync(string dataFolder, IReadOnlyDictionary<string, string>? variables = null) =>
        StartAsync(dataFolder, StartInfo(dataFolder, LoopbackPort.FindFree(), LoopbackPort.FindFree(), variables));

    /// <summary>Another one with the data of this one, which has ended, and at its addresses: connections belong to one address of RingCentral.</summary>
    public Task<SandboxProcess> StartAgainAsync() => StartAsync(DataFolder, StartInfo(DataFolder, Pages.Port, Simulator.Url.Port, null));

    /// <summary>For starts that are expected to fail.</summary>
    public static Task<CommandResult> RunAsync(string dataFolder, int port, int simulatorPort) =>
        ShortCommand.RunAsync(StartInfo(dataFolder, port, simulatorPort, null), cancellationToken: TestContext.Current.CancellationToken);

    public Task StopAsync() => _process.StopAsync(TimeSpan.FromSeconds(60));

    public int ExitCode => _process.ExitCode;

    public Task KillAsync() => _process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        Simulator.Dispose();
        await StopAsync();
        await _process.DisposeAsync();
    }

    private static async Task<SandboxProcess> StartAsync(string dataFolder, ProcessStartInfo start)
    {
        var output = new ProgramOutput();
        var process = ChildProcess.Start(start, output.Add);
        try
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(process.HasEnded || output.ToString().Contains("Ctrl+C stops everything", StringComparison.Ordinal)), Patience, "the sandbox runs");
            Assert.False(process.HasEnded, $"The sandbox ended: {output}");
            return new SandboxProcess(process, output, dataFolder);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(string dataFolder, int port, int simulatorPort, IReadOnlyDictionary<string, string>? variables)
    {
        string[] arguments = ["--data", dataFolder, "--port", Number(port), "--simulator-port", Number(simulatorPort)];
        var start = DotnetProgram.Start(BuiltPrograms.Sandbox, Path.GetTempPath(), arguments);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Shown(string label)
    {
        var line = _output.Lines.FirstOrDefault(shown => shown.TrimStart().StartsWith(label + "  ", StringComparison.Ordinal));
        Assert.True(line is not null, $"The sandbox shows no '{label}':\n{_output}");
        return line.Trim()[label.Length..].Trim();
    }
}
