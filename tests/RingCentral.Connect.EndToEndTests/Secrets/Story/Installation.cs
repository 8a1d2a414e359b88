using System.Collections.Concurrent;
using RingCentral.Connect.EndToEndTests.Secrets.Gathering;
using RingCentral.Connect.Sandbox.Mail;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>
/// The product as an operator runs it: a node that answers, one that works in the background, PostgreSQL, a mail server, a collector, an app. Everything that goes in and
/// out is recorded, and it says as much as it can be made to say.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string ClientId = "desk";

    private readonly ConcurrentQueue<(string Command, CommandResult Result)> _commands = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("ringcentral-connect-everything-").FullName;
    private int _refusals;

    public OperatorSecrets Secrets { get; } = OperatorSecrets.Make();

    public required SimulatorProcess SimulatorProcess { get; init; }

    /// <summary>Between the service and RingCentral.</summary>
    public required RecordingProxy RingCentral { get; init; }

    /// <summary>Between everybody and the node that answers.</summary>
    public required RecordingProxy Front { get; init; }

    public required Receiver Collector { get; init; }

    public ConcurrentQueue<TakenMail> Mails { get; } = new();

    public IReadOnlyList<(string Command, CommandResult Result)> Commands => [.. _commands];

    /// <summary>Where people and apps find the service.</summary>
    public Uri Url => Front.Address;

    /// <summary>Through the recorder, so that what the simulator answers and signs names the address that the service knows.</summary>
    public SimulatorControl Simulator { get; private set; } = null!;

    public Receiver App { get; private set; } = null!;

    public MailServer MailServer { get; private set; } = null!;

    public PostgresCluster Cluster { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public ServiceProcess Web { get; private set; } = null!;

    public ServiceProcess Jobs { get; private set; } = null!;

    public ApiClient Api { get; private set; } = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Installation> StartAsync()
    {
        var installation = new Installation
        {
            SimulatorProcess = await SimulatorProcess.StartAsync("--access-token-lifetime", "00:00:20"),
            RingCentral = await RecordingProxy.StartAsync(),
            Front = await RecordingProxy.StartAsync(),
            Collector = await Receiver.StartAsync(_ => 200),
        };
        await installation.SurroundAsync();
        await installation.ServeAsync();
        return installation;
    }

    /// <summary>Runs a command of the service, and keeps what it said.</summary>
    /// <returns>Standard output.</returns>
    public async Task<string> RunAsync(string[] arguments, int exitCode = 0, string input = "")
    {
        var command = string.Join(' ', arguments);
        var result = await Web.Settings.RunAsync(arguments, Cancelled, input);
        _commands.Enqueue((command, result));
        Assert.True(result.ExitCode == exitCode, $"{command}: {result.ExitCode} instead of {exitCode}. {result.Errors}");
        return result.Output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Web.DisposeAsync();
        await Jobs.DisposeAsync();
        await MailServer.DisposeAsync();
        await Front.DisposeAsync();
        await RingCentral.DisposeAsync();
        await Collector.DisposeAsync();
        await App.DisposeAsync();
        await SimulatorProcess.DisposeAsync();
        Simulator.Dispose();
        await Cluster.DisposeAsync();
        Secrets.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>What the service needs around it. The app refuses its first webhook, so that one is sent again.</summary>
    private async Task SurroundAsync()
    {
        RingCentral.Target = SimulatorProcess.Url;
        Simulator = new SimulatorControl(RingCentral.Address);
        await Simulator.AddAppAsync(new { client_id = ClientId, client_secret = Secrets.ClientSecret, name = "Desk", any_loopback_redirect_uri = true });
        await Simulator.AddAppAsync(new { client_id = "dashboard", client_secret = Secrets.ProviderSecret, name = "Dashboard", any_loopback_redirect_uri = true });
        App = await Receiver.StartAsync(request => request.Target.Contains("/hook", StringComparison.Ordinal) && Interlocked.Increment(ref _refusals) == 1 ? 500 : 200);
        MailServer = MailServer.Start(new MailServerOptions { Account = (InstallationSettings.MailUser, Secrets.MailPassword) }, mail =>
        {
            Mails.Enqueue(mail);
            return Task.CompletedTask;
        });
        Cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Folder = Path.Combine(_folder, "postgres"), Throwaway = true }, Cancelled);
        ConnectionString = await Cluster.EnsureDatabaseAsync("connect", Cancelled);
        await using var source = Npgsql.NpgsqlDataSource.Create(Cluster.ConnectionString());
        await using var command = source.CreateCommand("ALTER ROLE connect SET log_statement = 'all'");
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private async Task ServeAsync()
    {
        var settings = InstallationSettings.For(this);
        var migrated = await settings.RunAsync(["migrate"], Cancelled);
        _commands.Enqueue(("migrate", migrated));
        Assert.True(migrated.Succeeded, migrated.Errors);
        var web = ServiceProcess.StartAsync(settings with { ServeArguments = ["--no-jobs"] });
        var jobs = ServiceProcess.StartAsync(settings with { ServeArguments = ["--jobs-only"], Port = LoopbackPort.FindFree() });
        (Web, Jobs) = (await web, await jobs);
        Front.Target = Web.Url;
        Api = new ApiClient(Url, await RunAsync(["api-keys", "create", "--name", "app", "--scopes", ServiceProcess.AllScopes]));
    }
}
