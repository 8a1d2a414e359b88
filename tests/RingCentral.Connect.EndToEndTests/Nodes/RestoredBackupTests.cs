using System.Net;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Nodes;

/// <summary>
/// What docs/operations.md says of a database that is restored from a base backup: sessions that were not rotated since survive, those that were rotated once survive within
/// RingCentral's grace, and those that were rotated again need their users, who are told.
/// </summary>
public sealed class RestoredBackupTests : IDisposable
{
    private const int Each = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("backup-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Sessions_survive_a_restore_unless_they_were_rotated_twice_since()
    {
        await using var simulator = await SimulatorProcess.StartAsync();
        IReadOnlyList<string> ids;
        string key;
        await using (var cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Folder = Path.Combine(_folder, "lost"), Throwaway = true }, Cancelled))
        {
            var settings = await SettingsAsync(cluster, simulator);
            Assert.Equal(0, (await settings.RunAsync(["migrate"], Cancelled)).ExitCode);
            await using var node = await ServiceProcess.StartAsync(settings);
            using var api = await node.CreateApiClientAsync();
            (ids, key) = (await api.ImportedIdsAsync(await simulator.Control.SeedAsync(3 * Each)), api.Key);

            await cluster.BackUpAsync(Path.Combine(_folder, "backup"), Cancelled);
            foreach (var id in ids.Skip(Each).Concat(ids.Skip(2 * Each)))
            {
                (await RotateAsync(api, id)).MustBe(HttpStatusCode.OK);
            }
        }

        await using var restored = await PostgresCluster.StartAsync(new PostgresClusterOptions { Folder = Path.Combine(_folder, "backup"), Throwaway = true }, Cancelled);
        await using var back = await ServiceProcess.StartAsync(await SettingsAsync(restored, simulator));
        using var again = new ApiClient(back.Url, key);

        foreach (var id in ids.Take(2 * Each))
        {
            (await RotateAsync(again, id)).MustBe(HttpStatusCode.OK);
            Assert.Equal(200, await simulator.Control.CallExtensionAsync((await again.GetTokenAsync(id)).MustBe(HttpStatusCode.OK)["access_token"]));
        }

        foreach (var id in ids.Skip(2 * Each))
        {
            await Eventually.TrueAsync(async () => await StateAfterAskingAsync(again, id) == "needs_reauthorization", TimeSpan.FromMinutes(1), "the session is known to be lost");
        }
    }

    private static Task<ApiAnswer> RotateAsync(ApiClient api, string id) => api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate");

    private static async Task<string> StateAfterAskingAsync(ApiClient api, string id)
    {
        await RotateAsync(api, id);
        return await api.StateAsync(id);
    }

    private static async Task<ServiceSettings> SettingsAsync(PostgresCluster cluster, SimulatorProcess simulator) => new()
    {
        ConnectionString = await cluster.EnsureDatabaseAsync("connect", Cancelled),
        RingCentralUrl = simulator.Url,
        Variables = new Dictionary<string, string> { ["KeepAlive__Mode"] = "Idle" },
    };
}
