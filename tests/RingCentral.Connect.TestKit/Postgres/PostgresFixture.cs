using System.Globalization;
using Npgsql;
using RingCentral.Connect.Sandbox.Postgres;
using Xunit;

namespace RingCentral.Connect.TestKit.Postgres;

/// <summary>
/// One PostgreSQL cluster for a whole test project: <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>, then as a constructor argument.
/// Each test class, or each test, takes a database of its own from it.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Owner = "connect";

    // Nothing here has to survive a power failure. Production and the sandbox keep every one of these on.
    private static readonly string[] FastAndLoose =
        ["fsync = off", "full_page_writes = off", "synchronous_commit = off", "max_connections = 500", "shared_buffers = '64MB'", "autovacuum_naptime = '10min'"];

    private readonly string[] _settings;
    private readonly Dictionary<string, Task> _templates = [];
    private readonly SemaphoreSlim _gate = new(1);
    private PostgresCluster? _cluster;
    private int _databases;

    public PostgresFixture()
        : this(FastAndLoose)
    {
    }

    private PostgresFixture(string[] settings) => _settings = settings;

    public PostgresCluster Cluster => _cluster ?? throw new InvalidOperationException("The fixture has not been initialized.");

    /// <summary>With the settings of its distribution: what is committed is on disk.</summary>
    public static PostgresFixture AsInProduction() => new([]);

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ringcentral-connect-tests-").FullName;
        var options = new PostgresClusterOptions { Folder = folder, Settings = _settings, Throwaway = true };
        _cluster = await PostgresCluster.StartAsync(options, CancellationToken.None);
        await _cluster.EnsureDatabaseAsync(Owner, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _gate.Dispose();
    }

    /// <summary>An empty database.</summary>
    public Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken) => CreateAsync("template0", cancellationToken);

    /// <summary>A copy of the template, which is filled when it is first asked for.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(DatabaseTemplate template, CancellationToken cancellationToken)
    {
        Task filled;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_templates.TryGetValue(template.Name, out filled!))
            {
                // Not cancelled with the test that happens to come first: others wait for it.
                _templates[template.Name] = filled = FillAsync(template);
            }
        }
        finally
        {
            _gate.Release();
        }

        await filled;
        return await CreateAsync(template.Name, cancellationToken);
    }

    internal async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        // Not from a pool: a test may have restarted the server meanwhile.
        await using var connection = new NpgsqlConnection(Cluster.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task FillAsync(DatabaseTemplate template)
    {
        await ExecuteAsync($"CREATE DATABASE \"{template.Name}\" OWNER {Owner} TEMPLATE template0", CancellationToken.None);
        await template.Fill(Cluster.ConnectionString(template.Name, Owner) + ";Pooling=false", CancellationToken.None);
        // A template can only be copied while nobody is connected to it.
        await ExecuteAsync(
            $"""
            ALTER DATABASE "{template.Name}" WITH ALLOW_CONNECTIONS false;
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template.Name}';
            """,
            CancellationToken.None);
    }

    private async Task<TestDatabase> CreateAsync(string template, CancellationToken cancellationToken)
    {
        var name = "test_" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await ExecuteAsync($"CREATE DATABASE {name} OWNER {Owner} TEMPLATE \"{template}\"", cancellationToken);
        return new TestDatabase(this, name, Cluster.ConnectionString(name, Owner));
    }
}
