using System.Globalization;
using Npgsql;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Kit;

public sealed class PostgresFixtureTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Databases_of_one_template_are_copies_that_do_not_see_each_other()
    {
        var filled = 0;
        var template = new DatabaseTemplate("copies", async (connectionString, _) =>
        {
            filled++;
            await ExecuteAsync(connectionString, "CREATE TABLE things (name text); INSERT INTO things VALUES ('from the template')");
        });

        await using var first = await postgres.CreateDatabaseAsync(template, Cancelled);
        await using var second = await postgres.CreateDatabaseAsync(template, Cancelled);
        await ExecuteAsync(first.ConnectionString, "INSERT INTO things VALUES ('mine')");

        Assert.Equal(1, filled);
        Assert.Equal(2L, await first.ReadAsync<long>("SELECT count(*) FROM things", Cancelled));
        Assert.Equal(1L, await second.ReadAsync<long>("SELECT count(*) FROM things", Cancelled));
    }

    [Fact]
    public async Task A_database_is_opened_by_its_owner_who_is_no_superuser_and_only_with_the_password()
    {
        await using var database = await postgres.CreateDatabaseAsync(Cancelled);

        Assert.Equal("off", await database.ReadAsync<string>("SELECT current_setting('is_superuser')", Cancelled));
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "guessed", Pooling = false };
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(wrong.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task A_dropped_database_takes_its_connections_with_it()
    {
        var database = await postgres.CreateDatabaseAsync(Cancelled);
        await using var left = new NpgsqlConnection(database.ConnectionString);
        await left.OpenAsync(Cancelled);

        await database.DisposeAsync();

        var names = string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM pg_database WHERE datname = '{database.Name}'");
        await using var other = await postgres.CreateDatabaseAsync(Cancelled);
        Assert.Equal(0L, await other.ReadAsync<long>(names, Cancelled));
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
