using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using Hangfire.Server;
using Npgsql;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.KeepAlive.Braking;
using RingCentral.Connect.KeepAlive.Jobs;
using RingCentral.Connect.KeepAlive.Nodes;
using RingCentral.Connect.KeepAlive.Rollups;
using RingCentral.Connect.KeepAlive.Sweeping;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive;

/// <summary>The room's registration.</summary>
internal static class KeepAliveExtensions
{
    /// <summary>Hangfire's own schema.</summary>
    public const string Schema = "hangfire";

    /// <summary>Longer than one ask and its commit, so that a stopping node finishes what it has asked.</summary>
    public static readonly TimeSpan ShutdownTimeout = RotationClaims.Deadline + TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds Hangfire's storage and client, without a server. Hangfire keeps one storage and one activator for a process, the last that was named, and would take those; they
    /// are registered here, so that a node works on its own database whoever else lives in its process.
    /// </summary>
    public static IServiceCollection AddJobStorage(this IServiceCollection services) => services
        .AddSingleton<JobStorage>(provider => new PostgreSqlStorage(new DataSourceConnectionFactory(provider.GetRequiredService<NpgsqlDataSource>()), StorageOptions()))
        .AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()))
        .AddHangfire((provider, configuration) => configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseStorage(provider.GetRequiredService<JobStorage>()));

    /// <summary>Adds what every node needs, with or without background work: it rotates on demand, and must not flag what the brake holds back.</summary>
    public static IServiceCollection AddKeepAliveCore(this IServiceCollection services)
    {
        services.AddSingleton<MassBrake>();
        services.AddSingleton<IFlagBrake>(provider => provider.GetRequiredService<MassBrake>());
        services.AddSingleton<AlarmBook>();
        services.AddSingleton<HealthNews>();
        services.AddHostedService<RollupWriter>();
        return services;
    }

    /// <summary>Adds what makes this node known to the others.</summary>
    public static IServiceCollection AddNode(this IServiceCollection services, NodeWork work) =>
        services.AddSingleton(work).AddSingleton<NodeSelf>().AddHostedService<NodeHeart>();

    /// <summary>Adds the background work of this node.</summary>
    public static IServiceCollection AddKeepAlive(this IServiceCollection services)
    {
        services.AddOptions<SweepOptions>().BindConfiguration(SweepOptions.Section).ValidateOnStart();
        services.AddSingleton<SweepPlaces>();
        services.AddSingleton<Sweeper>();
        services.AddRecurringJob<SweepJob>(nameof(Sweep), job => job.RunAsync(CancellationToken.None), SweepJob.Schedule);
        services.AddSingleton<IBackgroundProcess, Sweep>();
        services.AddSingleton<IBackgroundProcess, RevocationSweep>();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
        services.AddRecurringJob<RetentionJob>("Retention", job => job.RunAsync(CancellationToken.None), RetentionJob.Schedule);
        services.AddSingleton<FleetMetrics>();
        services.AddSingleton<IAlarmSource, FleetAlarms>();
        services.AddSingleton<IAlarmSource, CertificateAlarm>();
        services.AddSingleton<IAlarmSource, ConnectionsAlarm>();
        services.AddHostedService<AlarmWatch>();
        services.AddHostedService<HealthWatch>();
        services.AddHostedService<RecurringJobs>();
        services.AddHangfireServer(options =>
        {
            options.WorkerCount = Environment.ProcessorCount * 2;
            options.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            options.ShutdownTimeout = ShutdownTimeout;
        });
        return services;
    }

    /// <summary>
    /// The schema is prepared by <c>migrate</c>. With kill -9 a distributed lock can be orphaned, so its time-out is short; sliding invisibility
    /// gives a killed node's jobs back soon.
    /// </summary>
    private static PostgreSqlStorageOptions StorageOptions() => new()
    {
        SchemaName = Schema,
        PrepareSchemaIfNecessary = false,
        QueuePollInterval = TimeSpan.FromSeconds(1),
        DistributedLockTimeout = TimeSpan.FromSeconds(10),
        UseSlidingInvisibilityTimeout = true,
    };
}
