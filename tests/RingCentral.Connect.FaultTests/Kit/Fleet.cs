using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.FaultTests.Kit;

/// <summary>Several nodes on one database and one simulator. Tokens are short-lived; the sweep looks every second.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>Tells a node to leave requests to others.</summary>
    public const string JobsOnly = "--jobs-only";

    /// <summary>Tells a node to leave background work to others.</summary>
    public const string NoJobs = "--no-jobs";

    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(90);

    // Longer than a caller may wait for a rotation; a node that answers nothing for so long is passed over.
    private static readonly TimeSpan NodePatience = TimeSpan.FromSeconds(40);

    private readonly Deployment _deployment;
    private readonly List<ServiceProcess> _nodes;
    private readonly string _key;

    private Fleet(Deployment deployment, List<ServiceProcess> nodes, string key, NodeClocks? clocks)
    {
        Clocks = clocks;
        _deployment = deployment;
        _nodes = nodes;
        _key = key;
        Apis = [.. nodes.Where(AnswersRequests).Select(node => new ApiClient(node.Url, key))];
    }

    /// <summary>Null where the nodes' clocks cannot be moved.</summary>
    public NodeClocks? Clocks { get; }

    public SimulatorControl Simulator => _deployment.Simulator.Control;

    public TestDatabase Database => _deployment.Database;

    public IReadOnlyList<ServiceProcess> Nodes => _nodes;

    /// <summary>One client for each node that answers requests.</summary>
    public IReadOnlyList<ApiClient> Apis { get; private set; }

    /// <param name="postgres">Where the database is made.</param>
    /// <param name="nodes">How many.</param>
    /// <param name="variables">Over the settings that follow from the rest.</param>
    /// <param name="serve">What the first node is told beside.</param>
    public static Task<Fleet> StartAsync(PostgresFixture postgres, int nodes, Dictionary<string, string> variables, params string[] serve) =>
        StartAsync(postgres, nodes, variables, null, serve);

    /// <summary>Nodes of another release, on a database as that one migrated it.</summary>
    public static Task<Fleet> StartAsync(PostgresFixture postgres, int nodes, Dictionary<string, string> variables, Release release) =>
        StartAsync(nodes, null, () => Deployment.StartAsync(postgres, settings => release.Apply(With(settings, variables)), release.Migrated));

    // The same, with clocks that move the wall clock of the last node.
    public static Task<Fleet> StartAsync(
        PostgresFixture postgres, int nodes, Dictionary<string, string> variables, NodeClocks? clocks, string[] serve) =>
        StartAsync(nodes, clocks, () => Deployment.StartAsync(postgres, settings => With(settings, variables) with { ServeArguments = serve }));

    private static async Task<Fleet> StartAsync(int nodes, NodeClocks? clocks, Func<Task<Deployment>> deploy)
    {
        var deployment = await deploy();
        var further = await Task.WhenAll(Enumerable.Range(1, nodes - 1).Select(node => StartNodeAsync(deployment, node == nodes - 1 ? clocks : null)));
        var key = await deployment.Service.RunAsync("api-keys", "create", "--name", "fleet", "--scopes", ServiceProcess.AllScopes);
        return new Fleet(deployment, [deployment.Service, .. further], key, clocks);
    }

    /// <summary>Nodes that each have a part of the work.</summary>
    /// <param name="postgres">Where the database is made.</param>
    /// <param name="variables">Over the settings that follow from the rest.</param>
    /// <param name="serve">What each node is told beside; the first one answers requests.</param>
    public static async Task<Fleet> StartInRolesAsync(PostgresFixture postgres, Dictionary<string, string> variables, params string[] serve)
    {
        var fleet = await StartAsync(postgres, 1, variables, serve[0]);
        foreach (var role in serve.Skip(1))
        {
            await fleet.AddNodeAsync(role);
        }

        return fleet;
    }

    /// <summary>One more node, told nothing beside.</summary>
    public Task AddNodeAsync() => AddNodeAsync([]);

    /// <summary>Stops a node as an operator does, and starts one of another release at the same address.</summary>
    public async Task ExchangeAsync(int number, Release release)
    {
        var before = _nodes[number];
        await before.StopAsync();
        Assert.True(before.ExitCode == 0, $"A node that was told to stop ended with {before.ExitCode}:\n{before.Output.Tail}");
        _nodes[number] = await ServiceProcess.StartAsync(release.Apply(before.Settings));
        if (before != _deployment.Service)
        {
            await before.DisposeAsync();
        }
    }

    /// <summary>Connects new users as if they had come by themselves; the line can be changed before it is imported.</summary>
    public async Task<IReadOnlyList<Member>> ImportAsync(int count, Action<int, JsonObject>? change = null)
    {
        var lines = (await Simulator.SeedAsync(count)).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        for (var at = 0; at < count; at++)
        {
            lines[at]["external_id"] = $"ringcentral:{lines[at]["owner_id"]}";
            change?.Invoke(at, lines[at]);
        }

        var ids = await Apis[0].ImportedIdsAsync([.. lines.Select(line => line.ToJsonString())]);
        return [.. ids.Zip(lines, (id, line) => new Member(id, line["owner_id"]!.ToString()))];
    }

    /// <summary>Asks one node after another until one answers, as a load balancer would.</summary>
    public async Task<ApiAnswer> AskAsync(Func<ApiClient, Task<ApiAnswer>> ask)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(CallPatience);
        var last = new string[Apis.Count];
        for (var node = Random.Shared.Next(Apis.Count); !patience.IsCancellationRequested; node++)
        {
            var (answer, fault) = await TryAskAsync(ask, Apis[node % Apis.Count], patience.Token);
            if (answer is { Status: < HttpStatusCode.InternalServerError })
            {
                return answer;
            }

            last[node % Apis.Count] = answer?.ToString() ?? fault!;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No node had an answer within {CallPatience.TotalSeconds} s; their last words: {string.Join(" | ", last)}");
    }

    private static async Task<(ApiAnswer? Answer, string? Fault)> TryAskAsync(
        Func<ApiClient, Task<ApiAnswer>> ask, ApiClient api, CancellationToken cancellationToken)
    {
        try
        {
            return (await ask(api).WaitAsync(NodePatience, cancellationToken), null);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TimeoutException or OperationCanceledException)
        {
            // That node is down, or hangs.
            return (null, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>Moves the wall clock of the last node.</summary>
    public Task StepClockAsync(int number)
    {
        Clocks?.Step(number);
        return Task.CompletedTask;
    }

    public async Task<string> StateAsync(Member member) =>
        (await AskAsync(api => api.GetConnectionAsync(member.Id))).MustBe(HttpStatusCode.OK)["state"];

    /// <summary>Fails unless RingCentral takes the token that the service hands out.</summary>
    public async Task UseAsync(Member member)
    {
        var token = (await AskAsync(api => api.GetTokenAsync(member.Id))).MustBe(HttpStatusCode.OK);
        Assert.Equal(200, await Simulator.CallExtensionAsync(token["access_token"]));
    }

    /// <summary>How many refreshes ended how: <c>200</c>, <c>400 OAU-213</c>, <c>no_answer</c>.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RefreshesAsync() =>
        (await Simulator.CountersAsync()).GetProperty("token").TryGetProperty("refresh_token", out var outcomes)
            ? outcomes.Deserialize<Dictionary<string, long>>()!
            : new Dictionary<string, long>();

    /// <summary>Sessions that ended at the simulator, by reason.</summary>
    public async Task<IReadOnlyDictionary<string, long>> EndsAsync() =>
        (await Simulator.CountersAsync()).GetProperty("sessions").GetProperty("ended").Deserialize<Dictionary<string, long>>()!;

    /// <summary>What the nodes that run now have said last, for whoever must find out why a run failed.</summary>
    public string LastWords() => string.Join("\n\n", _nodes.Select((node, at) => $"Node {at}:\n{node.Output.Tail}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var api in Apis)
        {
            api.Dispose();
        }

        await Task.WhenAll(_nodes.Select(node => node.KillAsync()));
        foreach (var node in _nodes.Where(node => node != _deployment.Service))
        {
            await node.DisposeAsync();
        }

        await _deployment.DisposeAsync();
        Clocks?.Dispose();
    }

    private static bool AnswersRequests(ServiceProcess node) => !node.Settings.ServeArguments.Contains(JobsOnly);

    private async Task AddNodeAsync(params string[] serve)
    {
        var node = await StartNodeAsync(_deployment, null, serve);
        _nodes.Add(node);
        if (AnswersRequests(node))
        {
            Apis = [.. Apis, new ApiClient(node.Url, _key)];
        }
    }

    private static ServiceSettings With(ServiceSettings settings, Dictionary<string, string> variables) =>
        settings with { Variables = new Dictionary<string, string>(settings.Variables.Concat(variables)) };

    private static Task<ServiceProcess> StartNodeAsync(Deployment deployment, NodeClocks? clocks, params string[] serve) =>
        ServiceProcess.StartAsync(deployment.Service.Settings with
        {
            Port = LoopbackPort.FindFree(),
            ServeArguments = serve,
            NodeVariables = clocks?.Variables ?? new Dictionary<string, string>(),
        });
}

/// <summary>One connection, and whose it is.</summary>
internal sealed record Member(string Id, string OwnerId);
