using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Clock;
using RingCentral.Connect.Migrations;
using RingCentral.Connect.Vault.Failover;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>
/// One data source for everything that talks to PostgreSQL: EF Core, the rotation's own statements and Hangfire; and connections beside it, past any
/// pooler, that listen and lock.
/// </summary>
internal static class DatabaseExtensions
{
    private const string Shared = "Connect";
    private const string Direct = "ConnectDirect";
    private const string ApplicationName = "ringcentral-connect";
    private const int DefaultPoolSize = 20;
    private const int PreparedStatements = 100;

    /// <summary>Adds the data source, the context and the clock.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton(provider => CreateShared(provider));
        services.AddSingleton(provider => new DirectDatabase(CreateDirect(provider)));
        services.AddPooledDbContextFactory<ConnectDbContext>((provider, options) => options.AddInterceptors(provider.GetServices<IInterceptor>()).UseConnectModel(
            builder => builder.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), ConfigureNpgsql)));
        services.AddSingleton(new DatabaseClock(TimeProvider.System));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseClock>());
        services.AddSingleton<DatabaseClockReader>();
        services.AddSingleton<Migrator>();
        return services;
    }

    /// <summary>
    /// Migrations have an assembly of their own. What the database answers is thrown as it is: EF Core's usual strategy wraps what might succeed when it is tried again, once for
    /// queries and twice for changes, and who has a pair to keep must see at once that the database was away.
    /// </summary>
    public static void ConfigureNpgsql(NpgsqlDbContextOptionsBuilder npgsql) => npgsql
        .MigrationsAssembly(typeof(DesignTimeConnectDbContextFactory).Assembly)
        .ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies));

    private static NpgsqlDataSource CreateShared(IServiceProvider provider) => Create(Shared, provider, settings =>
    {
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = DefaultPoolSize;
        }

        // Planning the claim and the commit anew costs more than running them. Where there is a pooler, which a direct way past it tells, statements are not prepared unless the
        // connection string says so: many poolers do not carry them from one transaction to the next.
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = string.IsNullOrWhiteSpace(Text(Direct, provider)) ? PreparedStatements : 0;
        }

        // Nothing of ours outlives its statement or transaction on a connection (what must is on a direct one), so there is nothing to undo before the
        // next use; cleaning up would cost every read a good part of its time, and a pooler in transaction mode forbids it.
        settings.NoResetOnClose = true;
        settings.ApplicationName ??= ApplicationName;
    });

    /// <summary>A connection that listens or locks is nobody else's, and one that does not answer is soon given up.</summary>
    private static NpgsqlDataSource CreateDirect(IServiceProvider provider)
    {
        var name = string.IsNullOrWhiteSpace(Text(Direct, provider)) ? Shared : Direct;
        return Create(name, provider, settings =>
        {
            (settings.Pooling, settings.Timeout, settings.CommandTimeout) = (false, 5, 2);
            settings.ApplicationName = $"{ApplicationName} direct";
        });
    }

    private static string? Text(string name, IServiceProvider provider) => provider.GetRequiredService<IConfiguration>().GetConnectionString(name);

    private static NpgsqlDataSource Create(string name, IServiceProvider provider, Action<NpgsqlConnectionStringBuilder> complete)
    {
        var text = Text(name, provider);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new Configuration.ConfigurationException(
                $"ConnectionStrings:{name} is missing: set it to a PostgreSQL database, "
                + $"for example ConnectionStrings__{name}=\"Host=db;Database=connect;Username=connect;Password=…\"");
        }

        try
        {
            var settings = new NpgsqlConnectionStringBuilder(text);
            complete(settings);
            var beginnings = new ConnectionBeginnings(provider.GetRequiredService<DatabaseTimeline>());
            var hasSeveralHosts = settings.Host?.Contains(',', StringComparison.Ordinal) == true;
            settings.TargetSessionAttributes = null;
            var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString)
                .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
                .EnableParameterLogging(false)
                .UsePhysicalConnectionInitializer(beginnings.Begin, connection => beginnings.BeginAsync(connection, CancellationToken.None));

            // Of several hosts the primary is meant, whatever the connection string says: everything here writes.
            return hasSeveralHosts ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary) : builder.Build();
        }
        catch (ArgumentException exception)
        {
            // Npgsql's message names the faulty keyword, and never a value.
            throw new Configuration.ConfigurationException($"ConnectionStrings:{name} cannot be read: {exception.Message}");
        }
    }
}
