using RingCentral.Connect.Hosting;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A migrated database and the service's rooms over it, for tests that never talk to RingCentral.</summary>
public sealed class VaultFixture(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>Where nobody answers.</summary>
    internal static readonly Uri Nowhere = new("http://127.0.0.1:9");

    private TestDatabase? _database;

    internal ServiceNode Node { get; private set; } = null!;

    internal TestDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, CancellationToken.None);
        Node = await NodeAsync();
    }

    /// <summary>A further node on the same database.</summary>
    internal Task<ServiceNode> NodeAsync(params string[] settings) =>
        ServiceNode.BuildAsync(Database, Nowhere, new NodeRoles(Web: true, Jobs: false), settings);

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Database.DisposeAsync();
    }
}
