using Npgsql;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.TestKit.Postgres;

/// <summary>PgBouncer in transaction mode before a database: no connection keeps its server from one transaction to the next.</summary>
public sealed class PoolerProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly string _folder;

    private PoolerProcess(ChildProcess process, string folder, string connectionString) => (_process, _folder, ConnectionString) = (process, folder, connectionString);

    /// <summary>The database through the pooler.</summary>
    public string ConnectionString { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<PoolerProcess> StartAsync(TestDatabase database)
    {
        var direct = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var port = LoopbackPort.FindFree();
        var folder = Directory.CreateTempSubdirectory("pooler-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "users.txt"), $"\"{direct.Username}\" \"{direct.Password}\"\n", Cancelled);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "pgbouncer.ini"),
            $"""
            [databases]
            * = host={direct.Host} port={direct.Port}

            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = plain
            auth_file = {folder}/users.txt
            pool_mode = transaction
            default_pool_size = 10
            max_client_conn = 500
            ignore_startup_parameters = extra_float_digits,options
            """,
            Cancelled);

        // It refuses to run as root, too, and whoever runs it reads both files.
        var account = await DatabaseAccount.FindAsync(Cancelled);
        Permit(folder);
        var output = new ProgramOutput();
        var process = ChildProcess.Start(account.Command(Program(), $"{folder}/pgbouncer.ini"), output.Add);
        var pooler = new PoolerProcess(process, folder, new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = port }.ConnectionString);
        await Eventually.PassesAsync(async () =>
        {
            Assert.False(process.HasEnded, output.ToString());
            await using var connection = new NpgsqlConnection(pooler.ConnectionString + ";Pooling=false");
            await connection.OpenAsync(Cancelled);
        });
        return pooler;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Program() =>
        new[] { "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer", "/usr/local/bin/pgbouncer" }.FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("PgBouncer is missing: ./test.sh installs it (Debian: apt-get install pgbouncer).");

    /// <summary>The folder holds the password of a test's database, for the length of the test.</summary>
    private static void Permit(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }
}
