using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.KeepAlive;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>Brings the database up to date: our tables, then Hangfire's. Two that run at once wait for each other.</summary>
internal sealed partial class Migrator(
    NpgsqlDataSource dataSource, DirectDatabase direct, IDbContextFactory<ConnectDbContext> contexts, TimeProvider time, ILogger<Migrator> logger)
{
    /// <summary>Long enough for every statement of ours to end that holds a table, and no longer than a caller of the API may wait behind this one.</summary>
    private const string LockTimeout = "1s";

    /// <summary>Those who queued up behind a table have their turn before it is tried again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    /// <summary>Applies what is missing. Where somebody holds a table for long, it is tried again until they have ended: nodes work on meanwhile.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var held = await AdvisoryLock.TakeAsync(direct, AdvisoryLock.Migrations, cancellationToken);
        while (!await TryApplyAsync(cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }

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

    /// <summary>All that is missing, or nothing where a table is not to be had: whoever waits for a table that it wants for itself alone keeps everybody else from it.</summary>
    private async Task<bool> TryApplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await direct.OpenAsync(cancellationToken);
        await using var context = ContextOf(connection);
        var missing = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (missing.Count == 0)
        {
            return true;
        }

        Log.Applying(logger, missing);
        try
        {
            await context.Database.ExecuteSqlRawAsync($"SET lock_timeout = '{LockTimeout}'", cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            Log.Locked(logger);
            return false;
        }
    }

    private static ConnectDbContext ContextOf(NpgsqlConnection connection)
    {
        var options = new DbContextOptionsBuilder<ConnectDbContext>();
        options.UseConnectModel(builder => builder.UseNpgsql(connection, DatabaseExtensions.ConfigureNpgsql));
        var context = new ConnectDbContext(options.Options);
        // An index on a table that has grown large takes its time.
        context.Database.SetCommandTimeout(TimeSpan.Zero);
        return context;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Applying migrations: {Migrations}.")]
        public static partial void Applying(ILogger logger, List<string> migrations);

        [LoggerMessage(
            2,
            LogLevel.Warning,
            "A table is held by somebody else's transaction, so nothing was changed; trying again until it has ended. SELECT pid, application_name, xact_start, query FROM pg_stat_activity ORDER BY xact_start shows whose it is.")]
        public static partial void Locked(ILogger logger);
    }
}
