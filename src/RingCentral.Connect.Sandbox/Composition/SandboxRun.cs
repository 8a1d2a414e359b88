using System.Globalization;
using System.Text.Json;
using RingCentral.Connect.Sandbox.Files;
using RingCentral.Connect.Sandbox.MailBox;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Sandbox.Composition;

/// <summary>Everything from the data folder to the running service, and back in reverse order: PostgreSQL stops last.</summary>
internal sealed class SandboxRun(SandboxOptions options, TextWriter screen)
{
    private readonly Uri _ready = new(options.ServiceUrl, "health/ready");
    private readonly Uri _users = new(options.SimulatorUrl, "_control/users");

    public async Task RunAsync(CancellationToken stopping)
    {
        using var data = DataFolder.Open(options.DataFolder);
        var ledger = new ProcessLedger(data.Children);
        await ledger.StopLeftoversAsync(stopping);
        RequireFree(options.Port, "--port");
        RequireFree(options.SimulatorPort, "--simulator-port");

        using var log = new SandboxLog(data.Log);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var readiness = new Readiness(http, log);
        await screen.WriteLineAsync("Starting …");

        await using var cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Folder = data.Postgres }, stopping);
        var connectionString = await cluster.EnsureDatabaseAsync("connect", stopping);

        await AdminProvider.WriteAppsAsync(data.SimulatorApps, options.PublicUrl, stopping);
        await using var simulator = StartSimulator(data, log);
        ledger.Add(simulator);
        await readiness.WaitAsync("simulator", simulator, _users, stopping);

        await using var mail = await SandboxMail.StartAsync(data.Mails, stopping);
        var program = new ServiceProgram(options, connectionString, mail.SmtpPort, log);
        await program.MigrateAsync(stopping);
        await using var service = program.Serve();
        ledger.Add(service);
        await readiness.WaitAsync("service", service, _ready, stopping);

        // Two programs that start slowly and have nothing to do with each other.
        var link = program.CreateSignInLinkAsync(stopping);
        var key = await new ApiKeyFile(data.ApiKey, http, options.ServiceUrl).GetAsync(program, stopping);
        await screen.WriteLineAsync(Banner.Compose(options, new Credentials(key, await link, await FirstUserAsync(http, stopping)), mail.Url));

        await Task.WhenAny(simulator.Ended, service.Ended, Task.Delay(Timeout.Infinite, stopping));
        if (!stopping.IsCancellationRequested)
        {
            throw service.HasEnded ? readiness.Ended("service", service) : readiness.Ended("simulator", simulator);
        }

        await screen.WriteLineAsync("Stopping …");
    }

    private static void RequireFree(int port, string option)
    {
        if (!LoopbackPort.IsFree(port))
        {
            throw new SandboxException(string.Create(CultureInfo.InvariantCulture, $"Port {port} is taken: choose another one with {option}."));
        }
    }

    /// <summary>It keeps its sessions beside the database: one that outlived the other would only be refused.</summary>
    private ChildProcess StartSimulator(DataFolder data, SandboxLog log)
    {
        var port = options.SimulatorPort.ToString(CultureInfo.InvariantCulture);
        var folder = Path.GetDirectoryName(BuiltPrograms.Simulator)!;
        return ChildProcess.Start(DotnetProgram.Start(BuiltPrograms.Simulator, folder, "--port", port, "--state", data.Simulator, "--apps", data.SimulatorApps), log.For("simulator"));
    }

    private async Task<string> FirstUserAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var users = JsonDocument.Parse(await http.GetStringAsync(_users, cancellationToken));
        return users.RootElement.GetProperty("data")[0].GetProperty("owner_id").GetString() ?? "";
    }
}
