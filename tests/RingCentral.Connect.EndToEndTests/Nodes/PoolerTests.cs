using System.Net;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Nodes;

/// <summary>Two nodes behind PgBouncer in transaction mode: rotations, reads and notices, with a direct connection for the one that listens.</summary>
public sealed class PoolerTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_behind_a_pooler_in_transaction_mode_rotate_and_hear_of_each_other()
    {
        await using var database = await postgres.CreateDatabaseAsync(Cancelled);
        await using var pooler = await PoolerProcess.StartAsync(database);
        await using var simulator = await SimulatorProcess.StartAsync(["--access-token-lifetime", "00:00:20"]);
        var settings = new ServiceSettings
        {
            ConnectionString = pooler.ConnectionString,
            RingCentralUrl = simulator.Url,
            Variables = new Dictionary<string, string> { ["ConnectionStrings__ConnectDirect"] = database.ConnectionString, ["KeepAlive__Mode"] = "Warm" },
        };
        Assert.Equal(0, (await settings.RunAsync(["migrate"], Cancelled)).ExitCode);
        await using var first = await ServiceProcess.StartAsync(settings);
        await using var second = await ServiceProcess.StartAsync(settings with { Port = LoopbackPort.FindFree() });
        using var api = await first.CreateApiClientAsync();
        using var there = new ApiClient(second.Url, api.Key);
        var ids = await api.ImportedIdsAsync(await simulator.Control.SeedAsync(2));

        foreach (var id in ids)
        {
            await there.RotatedBeyondAsync(id, await api.GenerationAsync(id));
            await Eventually.PassesAsync(async () =>
                Assert.Equal(200, await simulator.Control.CallExtensionAsync((await there.GetTokenAsync(id)).MustBe(HttpStatusCode.OK)["access_token"])));
        }

        (await api.DisconnectAsync(ids[0])).MustBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await there.GetTokenAsync(ids[0])).Status == HttpStatusCode.Gone);
        var doctor = await settings.RunAsync(["doctor", "--json"], Cancelled);
        Assert.Contains("\"notices\"", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("past the pooler", doctor.Output, StringComparison.Ordinal);
    }
}
