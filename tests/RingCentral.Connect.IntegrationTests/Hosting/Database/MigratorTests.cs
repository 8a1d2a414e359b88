using Npgsql;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Database;

/// <summary>Migrations beside other work in the database.</summary>
public sealed class MigratorTests(PostgresFixture postgres)
{
    private const string HasBlocked = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrations_beside_a_dump_let_others_pass_and_are_applied_when_it_has_ended()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var node = await ServiceNode.BuildAsync(database, VaultFixture.Nowhere, new(Web: true, Jobs: false));
        await node.TakeBackLastMigrationAsync();
        await using var dump = await BeginDumpAsync(database);

        var migrating = new ServiceSettings { ConnectionString = database.ConnectionString, RingCentralUrl = VaultFixture.Nowhere }.RunAsync(["migrate"], Cancelled);
        await Eventually.TrueAsync(() => database.ReadAsync<bool>(HasBlocked, Cancelled));
        await Eventually.TrueAsync(async () => !await database.ReadAsync<bool>(HasBlocked, Cancelled));
        Assert.False(migrating.IsCompleted);
        Assert.Single(await node.Get<Connect.Hosting.Database.Migrator>().MissingAsync(Cancelled));

        await dump.CloseAsync();

        var result = await migrating;
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("A table is held by somebody else's transaction", result.Errors, StringComparison.Ordinal);
        Assert.Empty(await node.Get<Connect.Hosting.Database.Migrator>().MissingAsync(Cancelled));
    }

    /// <summary>A transaction that holds what <c>pg_dump</c> holds from its beginning to its end.</summary>
    private static async Task<NpgsqlConnection> BeginDumpAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(
            """
            BEGIN;
            DO $$ BEGIN EXECUTE (SELECT 'LOCK TABLE ' || string_agg(quote_ident(tablename), ', ') || ' IN ACCESS SHARE MODE' FROM pg_tables WHERE schemaname = 'public'); END $$
            """,
            connection);
        await command.ExecuteNonQueryAsync(Cancelled);
        return connection;
    }
}
