using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.KeepAlive;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>Brings the database up to date: our tables, then Hangfire's. Two that run at once wait for each other.</summary>
internal sealed partial class Migrator(
    NpgsqlDataSource dataSource, DirectDatabase direct, IDbContextFactory<ConnectDbContext> contexts, ILogger<Migrator> logger)
{
    /// <summary>Applies what is missing.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var held = await AdvisoryLock.TakeAsync(direct, AdvisoryLock.Migrations, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var migration in await context.Database.GetPendingMigrationsAsync(cancellationToken))
        {
            Log.Applying(logger, migration);
        }

        await context.Database.MigrateAsync(cancellationToken);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        PostgreSqlObjectsInstaller.Install(connection, KeepAliveExtensions.Schema);
    }

    /// <summary>The migrations that this build knows and the database lacks, in their order, and Hangfire's tables where those are older than its package.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var missing = await context.Database.GetPendingMigrationsAsync(cancellationToken);
        return [.. missing, .. await HangfireSchema.ReadAsync(dataSource, cancellationToken) < HangfireSchema.Needed ? (string[])["Hangfire's tables"] : []];
    }

    /// <summary>Fails where the database does not answer.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT 1");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Applying migration {Migration}.")]
        public static partial void Applying(ILogger logger, string migration);
    }
}
