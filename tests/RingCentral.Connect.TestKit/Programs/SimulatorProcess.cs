using System.Globalization;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.TestKit.Programs;

/// <summary>The built simulator on a port of its own.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly RunningProgram _program;

    private SimulatorProcess(RunningProgram program, Uri url)
    {
        _program = program;
        Control = new SimulatorControl(url);
    }

    public Uri Url => Control.Url;

    public SimulatorControl Control { get; }

    public ProgramOutput Output => _program.Output;

    public static async Task<SimulatorProcess> StartAsync(params IEnumerable<string> arguments)
    {
        var port = LoopbackPort.FindFree();
        var folder = Path.GetDirectoryName(BuiltPrograms.Simulator)!;
        var start = DotnetProgram.Start(BuiltPrograms.Simulator, folder, ["--port", port.ToString(CultureInfo.InvariantCulture), .. arguments]);
        var simulator = new SimulatorProcess(RunningProgram.Start(start), new Uri($"http://127.0.0.1:{port}/"));
        using var http = new HttpClient();
        await simulator._program.WaitForAsync(http, new Uri(simulator.Url, "_control/users"));
        return simulator;
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await _program.DisposeAsync();
    }
}
