using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Benchmarks.Installations;

/// <summary>
/// A PostgreSQL server of its own, with the settings of its distribution: what is committed is on disk. On it any number of databases, migrated, and the
/// service as a process.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly PostgresCluster _cluster;

    private Installation(PostgresCluster cluster) => _cluster = cluster;

    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="settings">For postgresql.conf.</param>
    public static async Task<Installation> StartAsync(CancellationToken cancellationToken, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("ringcentral-connect-bench-").FullName;
        return new Installation(await PostgresCluster.StartAsync(new PostgresClusterOptions { Folder = folder, Settings = settings, Throwaway = true }, cancellationToken));
    }

    /// <summary>Makes a database with the tables of the service.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        var connectionString = await _cluster.EnsureDatabaseAsync(name, cancellationToken);
        await CommandAsync(connectionString, cancellationToken, "migrate");
        return connectionString;
    }

    /// <summary>Runs a command of the service to its end.</summary>
    /// <returns>Its standard output.</returns>
    public static async Task<string> CommandAsync(string connectionString, CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await ShortCommand.RunAsync(StartInfo(connectionString, new Uri("http://127.0.0.1:9"), 0, arguments), cancellationToken: cancellationToken);
        return result.Succeeded ? result.Output.Trim() : throw new InvalidOperationException($"{arguments[0]}: {result.LastWords}");
    }

    /// <summary>Starts a node and waits until it is ready.</summary>
    /// <param name="connectionString">Its database.</param>
    /// <param name="ringCentral">The simulator.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="settings">Settings beside the usual ones.</param>
    public static async Task<ServiceNode> ServeAsync(string connectionString, Uri ringCentral, CancellationToken cancellationToken, params string[] settings)
    {
        var port = LoopbackPort.FindFree();
        var watch = Stopwatch.StartNew();
        var process = ChildProcess.Start(StartInfo(connectionString, ringCentral, port, ["serve", .. settings]), _ => { });
        var node = new ServiceNode(process, new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"));
        await node.WaitUntilReadyAsync(cancellationToken);
        node.StartedWithin = watch.Elapsed;
        return node;
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return _cluster.DisposeAsync();
    }

    private static ProcessStartInfo StartInfo(string connectionString, Uri ringCentral, int port, params string[] arguments)
    {
        var start = DotnetProgram.Start(BuiltPrograms.Service, BuiltPrograms.RepositoryRoot, arguments);
        var url = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";

        // As a published service runs: in Development, or with the list of files that a build makes, every address is looked for among them.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ReloadStaticAssetsAtRuntime"] = "false";
        start.Environment["DataProtection__AllowUnprotectedKeys"] = "true";
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["ConnectionStrings__Connect"] = connectionString;
        start.Environment["Connect__PublicUrl"] = url;
        start.Environment["RingCentral__ServerUrl"] = ringCentral.ToString().TrimEnd('/');
        start.Environment["RingCentral__ClientId"] = "sandbox-client";
        start.Environment["RingCentral__ClientSecret"] = "sandbox-secret";
        start.Environment["RingCentral__AuthBudget__RequestsPerMinute"] = "0";
        start.Environment["KeepAlive__SweepInterval"] = "00:00:01";
        start.Environment["KeepAlive__Mode"] = "Idle";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return start;
    }
}
