using System.Globalization;
using Npgsql;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Sandbox.Postgres;

/// <summary>A private PostgreSQL server on a free port of 127.0.0.1, which stops with this program.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const int StartAttempts = 3;

    // Only TCP: the usual folder of the socket belongs to the system's own server. Room for several services at once.
    private static readonly string[] OwnSettings =
        ["listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "max_connections = 200", "timezone = 'UTC'", "log_timezone = 'UTC'"];

    private readonly PostgresClusterOptions _options;
    private readonly DatabaseAccount _account;
    private readonly ClusterHome _home;
    private int _processId;

    private PostgresCluster(PostgresClusterOptions options, PostgresBinaries binaries, DatabaseAccount account, ClusterHome home)
    {
        _options = options;
        _account = account;
        _home = home;
        Binaries = binaries;
    }

    public PostgresBinaries Binaries { get; }

    public int Port { get; private set; }

    public string Log => _home.Log;

    /// <summary>Of the postmaster; its children serve the connections.</summary>
    public int ProcessId => _processId;

    public static async Task<PostgresCluster> StartAsync(PostgresClusterOptions options, CancellationToken cancellationToken)
    {
        var account = await DatabaseAccount.FindAsync(cancellationToken);
        var home = await ClusterHome.OpenAsync(options.Folder, account, cancellationToken);
        var binaries = PostgresBinaries.Find(home.IsMade ? home.MajorVersion : null);
        var cluster = new PostgresCluster(options, binaries, account, home);
        if (!home.IsMade)
        {
            await home.MakeAsync(binaries, options, [.. OwnSettings, .. options.Settings], cancellationToken);
        }

        await cluster.StopLeftoverAsync();
        await cluster.StartServerAsync(cancellationToken);
        return cluster;
    }

    /// <summary>For the superuser.</summary>
    public string ConnectionString(string database = "postgres") => ConnectionString(database, "postgres");

    public string ConnectionString(string database, string user) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = user,
        Password = _home.Password,
    }.ConnectionString;

    /// <summary>Makes an ordinary user of the same name who owns the database, unless both exist.</summary>
    public async Task<string> EnsureDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString());
        await using var exists = source.CreateCommand("SELECT (SELECT count(*) FROM pg_roles WHERE rolname = $1), (SELECT count(*) FROM pg_database WHERE datname = $1)");
        exists.Parameters.AddWithValue(name);
        await using var reader = await exists.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (roles, databases) = (reader.GetInt64(0), reader.GetInt64(1));
        await reader.CloseAsync();
        if (roles == 0)
        {
            await ExecuteAsync(source, $"CREATE ROLE \"{name}\" LOGIN PASSWORD '{_home.Password}'", cancellationToken);
        }

        if (databases == 0)
        {
            await ExecuteAsync(source, $"CREATE DATABASE \"{name}\" OWNER \"{name}\"", cancellationToken);
        }

        return ConnectionString(name, name);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_options.Throwaway)
        {
            // For root the cluster lies elsewhere than the folder that remembers its place; for everybody else they are one.
            _home.Delete();
            if (Directory.Exists(_options.Folder))
            {
                Directory.Delete(_options.Folder, recursive: true);
            }
        }
    }

    /// <summary>Copies the cluster as it is now into a folder of its own (<c>pg_basebackup</c>), from which another one can be started.</summary>
    public Task BackUpAsync(string folder, CancellationToken cancellationToken) => CopyAsync(folder, asStandby: false, cancellationToken);

    /// <summary>Starts a standby that follows this cluster, for which no commit waits.</summary>
    /// <param name="options">Where it lies; its settings are those of this cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PostgresCluster> StartStandbyAsync(PostgresClusterOptions options, CancellationToken cancellationToken)
    {
        await CopyAsync(options.Folder, asStandby: true, cancellationToken);
        return await StartAsync(options, cancellationToken);
    }

    /// <summary>Makes a standby a primary, on a timeline of its own.</summary>
    public async Task PromoteAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = await ControlAsync("promote", "-w", "-t", "60");
        if (!result.Succeeded)
        {
            throw new PostgresException($"PostgreSQL was not promoted: {result.LastWords} (its log is {_home.Log}).");
        }
    }

    /// <summary>Ends the server without time to finish anything, and leaves it down.</summary>
    public async Task CrashAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await ControlAsync("stop", "-m", "immediate", "-w", "-t", "20");
        ProcessGuard.Shared.Release(_processId);
        _processId = 0;
    }

    /// <summary>A fast stop: open transactions are rolled back, everything committed is on disk.</summary>
    public async Task StopAsync()
    {
        if (_processId != 0)
        {
            await ControlAsync("stop", "-m", "fast", "-w", "-t", "20");
            ProcessGuard.Shared.Release(_processId);
            _processId = 0;
        }
    }

    /// <summary>Stops and starts again on the same port; a crash leaves no time to finish anything, and is recovered from.</summary>
    public async Task RestartAsync(bool crash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ProcessGuard.Shared.Release(_processId);
        var result = await ControlAsync("restart", "-m", crash ? "immediate" : "fast", "-w", "-t", "60", "-l", _home.Log);
        _processId = PostmasterFile.Read(_home.Data)?.ProcessId
            ?? throw new PostgresException($"PostgreSQL did not start again: {result.LastWords} (its log is {_home.Log}).");
        ProcessGuard.Shared.Watch(_processId, "INT", last: true);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task StopLeftoverAsync()
    {
        if (PostmasterFile.Read(_home.Data) is not null)
        {
            await ControlAsync("stop", "-m", "fast", "-w", "-t", "20");
        }
    }

    private async Task StartServerAsync(CancellationToken cancellationToken)
    {
        var words = "";
        for (var attempt = 0; attempt < StartAttempts; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Port = LoopbackPort.FindFree();
            // pg_ctl also takes the server out of the terminal's process group, so that Ctrl+C does not stop it before its clients.
            var result = await ControlAsync("start", "-w", "-t", "60", "-l", _home.Log, "-o", "-p " + Port.ToString(CultureInfo.InvariantCulture));
            if (result.Succeeded && PostmasterFile.Read(_home.Data) is { } postmaster)
            {
                _processId = postmaster.ProcessId;
                ProcessGuard.Shared.Watch(_processId, "INT", last: true);
                return;
            }

            words = result.LastWords;
        }

        throw new PostgresException($"PostgreSQL did not start: {words} (its log is {_home.Log}).");
    }

    private async Task CopyAsync(string folder, bool asStandby, CancellationToken cancellationToken)
    {
        var home = await ClusterHome.OpenAsync(folder, _account, cancellationToken);
        await home.CopyAsync(Binaries["pg_basebackup"], Port, _home.Password, asStandby, cancellationToken);
    }

    private Task<CommandResult> ControlAsync(params string[] arguments) =>
        ShortCommand.RunAsync(_account.Command(Binaries["pg_ctl"], ["-D", _home.Data, .. arguments]));
}
