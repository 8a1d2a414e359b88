using System.Net;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Database;

/// <summary>New code on an older database: it waits, takes nothing in hand that it could not finish, and goes on by itself.</summary>
public sealed class SchemaGateTests(PostgresFixture postgres)
{
    private const int Sessions = 3;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Node_that_is_newer_than_the_database_waits_for_migrate_and_then_goes_on_without_a_restart()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var simulator = await SimulatorProcess.StartAsync("--access-token-lifetime", "00:00:06");
        var settings = new ServiceSettings
        {
            ConnectionString = database.ConnectionString,
            RingCentralUrl = simulator.Url,
            Variables = new Dictionary<string, string> { ["KeepAlive__Mode"] = "Warm" },
        };
        using var api = await KeyAsync(settings);
        var ids = await ImportAsync(settings, api, simulator.Control);
        var missing = await TakeBackLastMigrationAsync(database);
        await EverythingIsDueAsync(database);
        var refreshes = await RefreshesAsync(simulator.Control);

        await using var node = await ServiceProcess.StartUnreadyAsync(settings);

        var ready = await node.AskAsync("health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Contains(missing, ready.Text, StringComparison.Ordinal);
        (await api.GetTokenAsync(ids[0])).MustBeProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await node.AskAsync("")).Status);
        Assert.Equal(HttpStatusCode.OK, (await node.AskAsync("metrics")).Status);
        Assert.Equal(refreshes, await RefreshesAsync(simulator.Control));
        Assert.Equal(0, await database.ReadAsync<long>("SELECT count(*) FROM nodes", Cancelled));
        Assert.Contains(node.Output.Lines, line => line.Contains(missing, StringComparison.Ordinal));

        await node.RunAsync("migrate");
        await node.WaitUntilReadyAsync();

        foreach (var id in ids)
        {
            await api.RotatedBeyondAsync(id, 1);
            Assert.Equal("active", await api.StateAsync(id));
            await Eventually.PassesAsync(async () =>
                Assert.Equal(200, await simulator.Control.CallExtensionAsync((await api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK)["access_token"])));
        }

        Assert.Equal(1, await database.ReadAsync<long>("SELECT count(*) FROM nodes", Cancelled));
    }

    [Fact]
    public async Task Node_on_an_empty_database_waits_for_migrate_too()
    {
        await using var database = await postgres.CreateDatabaseAsync(Cancelled);
        var settings = new ServiceSettings { ConnectionString = database.ConnectionString, RingCentralUrl = VaultFixture.Nowhere };
        await using var node = await ServiceProcess.StartUnreadyAsync(settings);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await node.AskAsync("health/ready")).Status);

        await node.RunAsync("migrate");
        await node.WaitUntilReadyAsync();

        using var api = await node.CreateApiClientAsync();
        (await api.GetConnectionAsync(Guid.Empty.ToString())).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");
        Assert.Equal(HttpStatusCode.OK, (await node.AskAsync("")).Status);
    }

    [Fact]
    public async Task Node_that_finds_no_database_starts_its_work_when_there_is_one()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var other = await postgres.CreateDatabaseAsync(Cancelled);
        await other.ExecuteAsync($"ALTER DATABASE {database.Name} CONNECTION LIMIT 0");
        await using var node = await ServiceProcess.StartUnreadyAsync(new ServiceSettings { ConnectionString = database.ConnectionString, RingCentralUrl = VaultFixture.Nowhere });
        var ready = await node.AskAsync("health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Contains("The database does not answer", ready.Text, StringComparison.Ordinal);

        await other.ExecuteAsync($"ALTER DATABASE {database.Name} CONNECTION LIMIT -1");
        await node.WaitUntilReadyAsync();

        await Eventually.PassesAsync(async () => Assert.Equal(1, await database.ReadAsync<long>("SELECT count(*) FROM nodes", Cancelled)));
    }

    [Fact]
    public async Task Node_that_waits_stops_when_it_is_told_to()
    {
        await using var database = await postgres.CreateDatabaseAsync(Cancelled);
        await using var node = await ServiceProcess.StartUnreadyAsync(new ServiceSettings { ConnectionString = database.ConnectionString, RingCentralUrl = VaultFixture.Nowhere });

        await node.StopAsync();

        Assert.Equal(0, node.ExitCode);
    }

    [Fact]
    public async Task Older_tables_of_Hangfire_are_named_as_missing()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var node = await ServiceNode.BuildAsync(database, VaultFixture.Nowhere, new(Web: true, Jobs: true));
        Assert.Empty(await node.Get<Connect.Hosting.Database.Migrator>().MissingAsync(Cancelled));

        await database.ExecuteAsync("UPDATE hangfire.schema SET version = version - 1");

        Assert.Equal(["Hangfire's tables"], await node.Get<Connect.Hosting.Database.Migrator>().MissingAsync(Cancelled));
    }

    private static async Task<ApiClient> KeyAsync(ServiceSettings settings)
    {
        var result = await settings.RunAsync(["api-keys", "create", "--name", "test", "--scopes", ServiceProcess.AllScopes], Cancelled);
        return new ApiClient(settings.Url, result.Output.Trim());
    }

    /// <summary>By a node that does nothing else, and is gone afterwards.</summary>
    private static async Task<IReadOnlyList<string>> ImportAsync(ServiceSettings settings, ApiClient api, SimulatorControl simulator)
    {
        await using var node = await ServiceProcess.StartAsync(settings with { ServeArguments = ["--no-jobs"] });
        var ids = await api.ImportedIdsAsync(await simulator.SeedAsync(Sessions));
        await node.StopAsync();
        return ids;
    }

    private static async Task<string> TakeBackLastMigrationAsync(TestDatabase database)
    {
        await using var node = await ServiceNode.BuildAsync(database, VaultFixture.Nowhere, new(Web: true, Jobs: false));
        return await node.TakeBackLastMigrationAsync();
    }

    private static async Task EverythingIsDueAsync(TestDatabase database)
    {
        await Eventually.PassesAsync(async () => Assert.Equal(0, await database.ReadAsync<long>("SELECT count(*) FROM sessions WHERE hold_until >= clock_timestamp()", Cancelled)));
        await database.ExecuteAsync("UPDATE sessions SET due_at = clock_timestamp()");
    }

    private static async Task<string> RefreshesAsync(SimulatorControl simulator) => (await simulator.CountersAsync()).GetProperty("token").ToString();
}
