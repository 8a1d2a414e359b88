using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Benchmarks.Installations;
using RingCentral.Connect.Benchmarks.Servers;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>A service with some thousand sessions of the simulator, all of which can be made due at once.</summary>
internal sealed class RotationRun : IAsyncDisposable
{
    private const string Seed = "/_control/seed";

    private const string AllDue = "UPDATE sessions SET due_class = 3, due_at = clock_timestamp() - interval '1 minute', hold_until = clock_timestamp() - interval '1 minute'";

    private const string Rotated = "SELECT count(*) FROM sessions WHERE generation > @before";

    private readonly Installation _installation;
    private readonly List<ServiceNode> _nodes;
    private readonly string _connectionString;
    private long _generation = 1;

    private RotationRun(Installation installation, string connectionString, ServerProcess simulator, ServiceNode node)
    {
        (_installation, _connectionString, Simulator, _nodes) = (installation, connectionString, simulator, [node]);
        Database = NpgsqlDataSource.Create(connectionString + ";Maximum Pool Size=20");
    }

    public NpgsqlDataSource Database { get; }

    public ServerProcess Simulator { get; }

    /// <param name="sessions">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RotationRun> StartAsync(int sessions, CancellationToken cancellationToken)
    {
        var installation = await Installation.StartAsync(cancellationToken);
        var simulator = await ServerProcess.StartSimulatorAsync(cancellationToken);
        var connectionString = await installation.CreateDatabaseAsync("connect", cancellationToken);
        var key = await Installation.CommandAsync(connectionString, cancellationToken, "api-keys", "create", "--name", "bench", "--scopes", "connections:write");
        var node = await Installation.ServeAsync(connectionString, simulator.Address, cancellationToken);
        using var http = new HttpClient { BaseAddress = simulator.Address, Timeout = TimeSpan.FromMinutes(5) };
        using var seeded = await http.PostAsync(new Uri(Seed, UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new { count = sessions }), cancellationToken);
        await node.ImportAsync(key, await seeded.Content.ReadAsStringAsync(cancellationToken), cancellationToken);
        return new RotationRun(installation, connectionString, simulator, node);
    }

    /// <summary>Starts nodes until there are so many.</summary>
    public async Task GrowAsync(int nodes, CancellationToken cancellationToken)
    {
        while (_nodes.Count < nodes)
        {
            _nodes.Add(await Installation.ServeAsync(_connectionString, Simulator.Address, cancellationToken));
        }
    }

    /// <summary>Makes all sessions due, and measures the sweep between its first and its last tenth.</summary>
    /// <returns>Rotations per second.</returns>
    public async Task<double> RotateAllAsync(int sessions, CancellationToken cancellationToken)
    {
        await using (var due = Database.CreateCommand(AllDue))
        {
            await due.ExecuteNonQueryAsync(cancellationToken);
        }

        var (firstCount, firstAt) = await WaitForAsync(sessions / 10, cancellationToken);
        var (lastCount, lastAt) = await WaitForAsync(sessions * 9 / 10, cancellationToken);
        await WaitForAsync(sessions, cancellationToken);
        _generation++;
        return (lastCount - firstCount) / Stopwatch.GetElapsedTime(firstAt, lastAt).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Simulator.DisposeAsync();
        await Database.DisposeAsync();
        await _installation.DisposeAsync();
    }

    private async Task<(long Count, long At)> WaitForAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var command = Database.CreateCommand(Rotated);
            command.Parameters.Add(new NpgsqlParameter<long>("before", NpgsqlDbType.Bigint) { TypedValue = _generation });
            var rotated = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            var at = Stopwatch.GetTimestamp();
            if (rotated >= count)
            {
                return (rotated, at);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), cancellationToken);
        }
    }
}
