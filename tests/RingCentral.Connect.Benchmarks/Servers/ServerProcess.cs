using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RingCentral.Connect.Benchmarks.Servers;

/// <summary>A server in a process of its own, so that neither side shares a heap or a thread pool with the load.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
    }

    public Uri Address { get; }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public long PeakResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public static Task<ServerProcess> StartSimulatorAsync(CancellationToken cancellationToken)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(Report.Root(), "artifacts", "bin", "RingCentral.Simulator", configuration, "RingCentral.Simulator.dll");
        return StartAsync([program, "--port", "0"], cancellationToken);
    }

    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="database">What it reads rows from, if it does.</param>
    public static Task<ServerProcess> StartBareAsync(CancellationToken cancellationToken, string database = "")
    {
        return StartAsync([typeof(ServerProcess).Assembly.Location, BareServer.Command, database], cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet did not start.");
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The server said nothing.");
        return new ServerProcess(process, new Uri(AddressPattern().Match(line).Value));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();
}
