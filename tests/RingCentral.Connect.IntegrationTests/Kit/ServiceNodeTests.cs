using Hangfire;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Nodes of one process share what Hangfire and OpenTelemetry keep once for all of it; that one ends must not hurt another.</summary>
public sealed class ServiceNodeTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_works_in_the_background_though_one_that_was_built_after_it_has_ended()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var node = await BuildAsync(database);
        await using (await BuildAsync(database))
        {
        }

        await node.StartAsync();

        await Eventually.TrueAsync(() => Task.FromResult(node.Get<JobStorage>().GetMonitoringApi().Servers().Count > 0));
    }

    [Fact]
    public async Task A_node_tells_its_metrics_though_one_that_was_built_after_it_has_ended()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var node = await BuildAsync(database);
        await node.StartAsync();
        var told = await node.MetricsAsync();
        await using (var other = await BuildAsync(database))
        {
            await other.StartAsync();
        }

        // The collection that finds a meter ended tells of it for the last time; the runtime's numbers tell one collection from the next.
        for (var collections = 0; collections < 3; collections++)
        {
            var before = told;
            told = await Eventually.GetAsync(node.MetricsAsync, now => now != before);
            Assert.Contains("connect_sessions_warm", told, StringComparison.Ordinal);
        }
    }

    private static Task<ServiceNode> BuildAsync(TestDatabase database) => ServiceNode.BuildAsync(database, VaultFixture.Nowhere, new NodeRoles(Web: true, Jobs: true));
}
