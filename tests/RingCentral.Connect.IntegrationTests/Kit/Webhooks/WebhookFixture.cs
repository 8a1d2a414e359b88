using RingCentral.Connect.Hosting;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit.Webhooks;

/// <summary>A node that answers and works in the background, and may send webhooks to this machine.</summary>
public sealed class WebhookFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase? _database;

    internal ServiceNode Node { get; private set; } = null!;

    internal RawApi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, CancellationToken.None);
        Node = await NodeAsync(jobs: true);
        await Node.StartAsync();
        Api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };
    }

    /// <summary>A further node on the same database; not started.</summary>
    internal Task<ServiceNode> NodeAsync(bool jobs, params string[] settings) => ServiceNode.BuildAsync(
        _database!, VaultFixture.Nowhere, new NodeRoles(Web: true, jobs), ["--Webhooks:AllowPrivateAddresses=true", "--Webhooks:Timeout=00:00:02", .. settings]);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Node.DisposeAsync();
        await _database!.DisposeAsync();
    }
}
