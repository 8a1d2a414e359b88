using RingCentral.Connect.Administration.Bulk;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;

namespace RingCentral.Connect.IntegrationTests.Administration.Bulk;

/// <summary>A node that answers, and one with background work that does a step when a test says so; before a simulator.</summary>
public sealed class BulkFixture(PostgresFixture postgres) : LiveFixture(postgres)
{
    private ServiceNode? _jobs;

    internal BulkRunner Runner => _jobs!.Get<BulkRunner>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _jobs = await ServiceNode.BuildAsync(Database, RingCentral, new NodeRoles(Web: false, Jobs: true), []);
    }

    public override async ValueTask DisposeAsync()
    {
        await _jobs!.DisposeAsync();
        await base.DisposeAsync();
    }
}
