using System.Net;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Nodes;

public sealed class MigrateTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Several_that_migrate_at_once_do_not_collide()
    {
        await using var database = await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var settings = new ServiceSettings { ConnectionString = database.ConnectionString, RingCentralUrl = new Uri("http://127.0.0.1:9/") };

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => settings.RunAsync(["migrate"], TestContext.Current.CancellationToken)));

        Assert.All(results, result => Assert.True(result.Succeeded, result.Errors));
        await using var service = await ServiceProcess.StartAsync(settings);
        using var api = await service.CreateApiClientAsync();
        (await api.GetConnectionAsync(Guid.Empty.ToString())).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");
    }
}
