using Npgsql;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.Doctor.DatabaseChecks;

/// <summary>Whether PostgreSQL answers, is up to date, and hears notices.</summary>
internal sealed class DatabaseCheck(NpgsqlDataSource dataSource, DirectDatabase direct, Migrator migrator) : IDoctorCheck
{
    private const string Name = "database";
    private const string Migrations = "migrations";
    private const string Notices = "notices";
    private const string Question = "SELECT current_setting('server_version'), pg_is_in_recovery()";
    private const string OwnChannel = "ringcentral_connect_doctor";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [await AskAsync(cancellationToken), await AskMigrationsAsync(cancellationToken), await HearAsync(cancellationToken)];
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return [Finding.Wrong(Name, $"PostgreSQL does not answer: {exception.Message}", "Check ConnectionStrings:Connect, ConnectionStrings:ConnectDirect, and whether the server runs and lets this machine in.")];
        }
    }

    private async Task<Finding> AskAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Question);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row.GetBoolean(1)
            ? Finding.Wrong(Name, "This is a standby, which takes no writes.", "Point ConnectionStrings:Connect at the primary.")
            : Finding.Ok(Name, $"PostgreSQL {row.GetString(0)} answers.");
    }

    private async Task<Finding> AskMigrationsAsync(CancellationToken cancellationToken) => await migrator.MissingAsync(cancellationToken) is { Count: > 0 } missing
        ? Finding.Wrong(Migrations, $"Migrations are missing: {string.Join(", ", missing)}.", "Run the command migrate.")
        : Finding.Ok(Migrations, "The tables are up to date.");

    /// <summary>A pooler in transaction mode swallows <c>LISTEN</c>.</summary>
    private async Task<Finding> HearAsync(CancellationToken cancellationToken)
    {
        await using var connection = await direct.OpenAsync(cancellationToken);
        var isHeard = false;
        connection.Notification += (_, _) => isHeard = true;
        await ExecuteAsync(connection, $"LISTEN {OwnChannel}", cancellationToken);
        await ExecuteAsync(connection, $"NOTIFY {OwnChannel}", cancellationToken);
        if (!isHeard)
        {
            await connection.WaitAsync((int)Patience.TotalMilliseconds, cancellationToken);
        }

        return isHeard
            ? Finding.Ok(Notices, "Notices of changes are heard.")
            : Finding.Wrong(
                Notices,
                "Notices are not heard: a pooler seems to stand in between. Every read then goes to the database.",
                "Set ConnectionStrings:ConnectDirect to an address of PostgreSQL itself, past the pooler.");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
