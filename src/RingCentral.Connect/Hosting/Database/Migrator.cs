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

    /// <summary>Whether every migration has been applied.</summary>
    public async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return !(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
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
