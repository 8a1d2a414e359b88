using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.TestKit.Programs;

/// <summary>A service with a simulator and a database of its own, for tests that kill, hold back or move the clock.</summary>
public sealed class Deployment : IAsyncDisposable
{
    private static readonly DatabaseTemplate Migrated = MigratedBy("migrated", settings => settings);

    private Deployment(TestDatabase database, SimulatorProcess simulator, ServiceProcess service, ApiClient api)
    {
        Database = database;
        Simulator = simulator;
        Service = service;
        Api = api;
    }

    public TestDatabase Database { get; }

    public SimulatorProcess Simulator { get; }

    public ServiceProcess Service { get; }

    public ApiClient Api { get; }

    /// <param name="postgres">Where the database is made.</param>
    /// <param name="change">Changes the settings of the service; everything that it needs to reach the others is set already.</param>
    /// <param name="migrated">A database as another release left it; this one's where it is null.</param>
    public static async Task<Deployment> StartAsync(
        PostgresFixture postgres, Func<ServiceSettings, ServiceSettings>? change = null, DatabaseTemplate? migrated = null)
    {
        var database = await postgres.CreateDatabaseAsync(migrated ?? Migrated, TestContext.Current.CancellationToken);
        // Hurried: tokens of RingCentral's shortest kind would still live for ten minutes.
        var simulator = await SimulatorProcess.StartAsync("--access-token-lifetime", "00:00:20");
        var settings = new ServiceSettings
        {
            ConnectionString = database.ConnectionString,
            RingCentralUrl = simulator.Url,
            Variables = new Dictionary<string, string> { ["KeepAlive__SweepInterval"] = "00:00:01" },
        };
        var service = await ServiceProcess.StartAsync(change?.Invoke(settings) ?? settings);
        return new Deployment(database, simulator, service, await service.CreateApiClientAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Service.DisposeAsync();
        await Simulator.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A database as the command <c>migrate</c> of a release leaves it.</summary>
    /// <param name="name">Of the template.</param>
    /// <param name="release">Which program, and where it lies.</param>
    public static DatabaseTemplate MigratedBy(string name, Func<ServiceSettings, ServiceSettings> release) => new(name, async (connectionString, cancellationToken) =>
    {
        var settings = new ServiceSettings { ConnectionString = connectionString, RingCentralUrl = new Uri("http://127.0.0.1:9/") };
        var result = await release(settings).RunAsync(["migrate"], cancellationToken);
        Assert.True(result.Succeeded, $"migrate: {result.Errors}");
    });
}
