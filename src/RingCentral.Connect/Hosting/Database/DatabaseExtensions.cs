using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Clock;
using RingCentral.Connect.Migrations;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>One data source for everything that talks to PostgreSQL: EF Core, the rotation's own statements and Hangfire.</summary>
internal static class DatabaseExtensions
{
    private const string ConnectionStringName = "Connect";
    private const int DefaultPoolSize = 20;
    private const int PreparedStatements = 100;

    /// <summary>Adds the data source, the context and the clock.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton(provider => CreateDataSource(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddPooledDbContextFactory<ConnectDbContext>((provider, options) => options.UseConnectModel(
            builder => builder.UseNpgsql(
                provider.GetRequiredService<NpgsqlDataSource>(),
                npgsql => npgsql.MigrationsAssembly(typeof(DesignTimeConnectDbContextFactory).Assembly))));
        services.AddSingleton(new DatabaseClock(TimeProvider.System));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseClock>());
        services.AddSingleton<DatabaseClockReader>();
        services.AddSingleton<Migrator>();
        return services;
    }

    private static NpgsqlDataSource CreateDataSource(IConfiguration configuration, ILoggerFactory loggers)
    {
        var text = configuration.GetConnectionString(ConnectionStringName);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new Configuration.ConfigurationException(
                $"ConnectionStrings:{ConnectionStringName} is missing: set it to a PostgreSQL database, "
                + "for example ConnectionStrings__Connect=\"Host=db;Database=connect;Username=connect;Password=…\"");
        }

        try
        {
            var settings = new NpgsqlConnectionStringBuilder(text);
            if (!settings.ShouldSerialize("Maximum Pool Size"))
            {
                settings.MaxPoolSize = DefaultPoolSize;
            }

            // Planning the claim and the commit anew costs more than running them. A pooler that cannot carry prepared statements is told
            // "Max Auto Prepare=0" in the connection string.
            if (!settings.ShouldSerialize("Max Auto Prepare"))
            {
                settings.MaxAutoPrepare = PreparedStatements;
            }

            settings.ApplicationName ??= "ringcentral-connect";
            return new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(loggers).EnableParameterLogging(false).Build();
        }
        catch (ArgumentException exception)
        {
            // Npgsql's message names the faulty keyword, and never a value.
            throw new Configuration.ConfigurationException($"ConnectionStrings:{ConnectionStringName} cannot be read: {exception.Message}");
        }
    }
}
