using RingCentral.Connect.Hosting;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A database, a simulator and a node that answers over HTTP, without background work: a test decides when something is rotated.</summary>
public class LiveFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase? _database;
    private SimulatorProcess? _simulator;

    internal ServiceNode Node { get; private set; } = null!;

    internal ApiClient Api { get; private set; } = null!;

    internal TestDatabase Database => _database!;

    internal SimulatorControl Simulator => _simulator!.Control;

    internal Uri RingCentral => _simulator!.Url;

    protected virtual IReadOnlyList<string> Settings => [];

    protected virtual IReadOnlyList<string> SimulatorSettings => [];

    protected virtual bool Jobs => false;

    public virtual async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, CancellationToken.None);
        _simulator = await SimulatorProcess.StartAsync(SimulatorSettings);
        Node = await NodeAsync();
        await Node.StartAsync();
        Api = await Node.CreateApiClientAsync();
    }

    /// <summary>A further node on the same database; not started.</summary>
    internal Task<ServiceNode> NodeAsync(params string[] settings) =>
        ServiceNode.BuildAsync(Database, RingCentral, new NodeRoles(Web: true, Jobs), [.. Settings, .. settings]);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Api.Dispose();
        await Node.DisposeAsync();
        await _simulator!.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>The same with background work and hurried tokens.</summary>
public sealed class SweepingFixture(PostgresFixture postgres) : LiveFixture(postgres)
{
    protected override bool Jobs => true;

    protected override IReadOnlyList<string> Settings => ["--KeepAlive:Mode=Warm"];

    protected override IReadOnlyList<string> SimulatorSettings => ["--access-token-lifetime", "00:00:06"];
}
