using System.Globalization;
using System.Net;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Nodes;

/// <summary>Nodes on a primary with an asynchronous standby. Nothing is rotated but what a test has rotated.</summary>
internal sealed class FailoverScene : IAsyncDisposable
{
    /// <summary>An old refresh token gives its pair once more for ten seconds after that pair was used (RINGCENTRAL 4, row 4).</summary>
    private static readonly TimeSpan PastGrace = TimeSpan.FromSeconds(15);

    private readonly string _folder;
    private readonly PostgresPair _postgres;
    private readonly SimulatorProcess _simulator;
    private readonly List<ServiceProcess> _nodes;

    private FailoverScene(string folder, PostgresPair postgres, SimulatorProcess simulator, List<ServiceProcess> nodes, string key)
    {
        (_folder, _postgres, _simulator, _nodes) = (folder, postgres, simulator, nodes);
        Apis = [.. nodes.Select(node => new ApiClient(node.Url, key))];
    }

    /// <summary>One client for each node.</summary>
    public IReadOnlyList<ApiClient> Apis { get; }

    public IReadOnlyList<ServiceProcess> Nodes => _nodes;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <param name="nodes">How many.</param>
    /// <param name="serve">What each is told beside: without background work a rotation runs on the node that is asked for it, and on no other.</param>
    public static async Task<FailoverScene> StartAsync(int nodes, params string[] serve)
    {
        var folder = Directory.CreateTempSubdirectory("failover-").FullName;
        var postgres = await PostgresPair.StartAsync(folder);
        var simulator = await SimulatorProcess.StartAsync();
        var settings = new ServiceSettings
        {
            ConnectionString = postgres.ConnectionString,
            RingCentralUrl = simulator.Url,
            ServeArguments = serve,
            Variables = new Dictionary<string, string> { ["KeepAlive__Mode"] = "Idle" },
        };
        Assert.Equal(0, (await settings.RunAsync(["migrate"], Cancelled)).ExitCode);
        var started = new List<ServiceProcess>();
        for (var node = 0; node < nodes; node++)
        {
            started.Add(await ServiceProcess.StartAsync(settings with { Port = LoopbackPort.FindFree() }));
        }

        var key = await started[0].RunAsync("api-keys", "create", "--name", "test", "--scopes", ServiceProcess.AllScopes);
        return new FailoverScene(folder, postgres, simulator, started, key);
    }

    public async Task<IReadOnlyList<string>> ImportAsync(int count) => await Apis[0].ImportedIdsAsync(await _simulator.Control.SeedAsync(count));

    /// <summary>From here on what is committed does not reach the standby.</summary>
    public Task CutAsync() => _postgres.CutAsync();

    /// <summary>Rotates connections, and uses each new token, so that the refresh token before it is soon dead for good.</summary>
    public async Task RotateAndUseAsync(ApiClient api, params IEnumerable<string> ids)
    {
        await RotateAsync(api, ids);
        foreach (var id in ids)
        {
            await UseAsync(api, id);
        }
    }

    public static async Task RotateAsync(ApiClient api, params IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            (await api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate")).MustBe(HttpStatusCode.OK);
        }
    }

    /// <summary>Fails unless RingCentral takes the token that is handed out.</summary>
    public async Task UseAsync(ApiClient api, string id) =>
        Assert.Equal(200, await _simulator.Control.CallExtensionAsync((await api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK)["access_token"]));

    /// <summary>The primary is gone with what it alone had, and so is every second chance at RingCentral.</summary>
    public async Task FailOverAsync()
    {
        await _simulator.Control.AdvanceAsync(PastGrace);
        await _postgres.FailOverAsync();
    }

    /// <summary>Waits until so many pairs were written back by nodes, in all.</summary>
    public static Task WrittenBackAsync(int pairs, params IEnumerable<ServiceProcess> nodes) => Eventually.PassesAsync(
        async () => Assert.Equal(pairs, (await Task.WhenAll(nodes.Select(WrittenBackByAsync))).Sum()), TimeSpan.FromSeconds(20), $"{pairs} pairs are written back");

    /// <summary>How many refreshes RingCentral has refused.</summary>
    public async Task<long> RefusedAsync() =>
        (await _simulator.Control.CountersAsync()).GetProperty("token").TryGetProperty("refresh_token", out var outcomes)
            ? outcomes.EnumerateObject().Where(outcome => outcome.Name != "200").Sum(outcome => outcome.Value.GetInt64())
            : 0;

    /// <summary>Waits until a connection, asked for again and again, is known to be lost.</summary>
    public static Task LostAsync(ApiClient api, string id) => Eventually.TrueAsync(
        async () =>
        {
            await api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate");
            return await api.StateAsync(id) == "needs_reauthorization";
        },
        TimeSpan.FromSeconds(30),
        $"connection {id} is known to be lost");

    public async ValueTask DisposeAsync()
    {
        foreach (var api in Apis)
        {
            api.Dispose();
        }

        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _simulator.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<int> WrittenBackByAsync(ServiceProcess node)
    {
        const string name = "connect_pairs_written_back_total";
        using var http = new HttpClient();
        var lines = (await http.GetStringAsync(new Uri(node.Url, "metrics"), Cancelled)).Split('\n');
        return lines.Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Sum(line => (int)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }
}
