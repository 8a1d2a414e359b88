using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Events;
using RingCentral.Connect.Vault.Exporting;
using RingCentral.Connect.Vault.Failover;
using RingCentral.Connect.Vault.Fleet;
using RingCentral.Connect.Vault.Importing;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Listing;
using RingCentral.Connect.Vault.Notices;
using RingCentral.Connect.Vault.Pending;
using RingCentral.Connect.Vault.Reading;
using RingCentral.Connect.Vault.Reading.Demands;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault;

/// <summary>The room's registration.</summary>
internal static class VaultExtensions
{
    /// <summary>Adds what keeps, rotates and hands out sessions.</summary>
    public static IServiceCollection AddVault(this IServiceCollection services) => services
        .AddSchedule()
        .AddConnections()
        .AddRevocations()
        .AddRotation()
        .AddFailover()
        .AddJwt()
        .AddReading()
        .AddDemands();

    private static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        services.AddOptions<ScheduleOptions>().BindConfiguration(ScheduleOptions.Section).ValidateOnStart();
        services.AddSingleton<IdlePace>();
        services.AddSingleton<FleetGauge>();
        services.AddSingleton<FleetCounter>();
        services.AddSingleton<FleetBook>();
        services.AddSingleton<SessionSchedule>();
        return services;
    }

    private static IServiceCollection AddConnections(this IServiceCollection services)
    {
        services.AddSingleton<TokenPairProtector>();
        services.AddSingleton<ConnectionReader>();
        services.AddSingleton<ConnectionLists>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<ConnectionChanges>();
        services.AddSingleton<SessionIntake>();
        services.AddSingleton<Authorizations>();
        services.AddSingleton<PendingSessionProtector>();
        services.AddSingleton<PendingSessions>();
        services.AddSingleton<ImportLineReader>();
        services.AddSingleton<ImportInsert>();
        services.AddSingleton<ImportPlanning>();
        services.AddSingleton<ImportReplacement>();
        services.AddSingleton<Importer>();
        services.AddSingleton<ConnectionExport>();
        services.AddSingleton<SecretExport>();
        return services;
    }

    private static IServiceCollection AddRevocations(this IServiceCollection services)
    {
        services.AddSingleton<RevocationQueue>();
        services.AddSingleton<RevocationSecrets>();
        services.AddSingleton<RevocationRunner>();
        services.AddSingleton<Revoker>();
        return services;
    }

    private static IServiceCollection AddRotation(this IServiceCollection services)
    {
        services.AddSingleton<DurableWrite>();
        services.AddSingleton<RotationClaims>();
        services.AddSingleton<RotationQueue>();
        services.AddSingleton<BudgetedClaims>();
        services.AddSingleton<RotationAsk>();
        services.AddSingleton<RotationTally>();
        services.AddSingleton<RotationSettlements>();
        services.AddSingleton<PairCommits>();
        services.AddSingleton<CommitGroups>();
        services.AddSingleton<RotationLedger>();
        services.AddSingleton<Rotator>();
        services.AddSingleton<RotationDesk>();
        services.AddHostedService<RotationDrain>();
        return services;
    }

    private static IServiceCollection AddFailover(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseTimeline>();
        services.AddSingleton<CommittedPairs>();
        services.AddSingleton<LostRows>();
        services.AddSingleton<LostPairs>();
        services.AddSingleton<RememberedCommits>();
        services.AddHostedService<FailoverWatch>();
        return services;
    }

    private static IServiceCollection AddJwt(this IServiceCollection services)
    {
        services.AddSingleton<JwtCredentialStore>();
        services.AddSingleton<JwtAsks>();
        services.AddSingleton<JwtSettlements>();
        services.AddSingleton<JwtOpening>();
        services.AddSingleton<JwtRenewal>();
        return services;
    }

    private static IServiceCollection AddReading(this IServiceCollection services)
    {
        services.AddOptions<ReadingOptions>().BindConfiguration(ReadingOptions.Section).ValidateOnStart();
        services.AddSingleton<ChangeNotices>();
        services.AddHostedService<NoticeListener>();
        services.AddSingleton<TokenSeal>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<HeldSessions>();
        services.AddSingleton<Holds>();
        services.AddSingleton<TokenHandOut>();
        services.AddSingleton<CallerTally>();
        services.AddSingleton<RotationWait>();
        services.AddSingleton<TokenReader>();
        services.AddSingleton<LastUses>();
        services.AddSingleton<INotedUses>(provider => provider.GetRequiredService<LastUses>());
        services.AddHostedService<LastUseWriter>();
        return services;
    }

    private static IServiceCollection AddDemands(this IServiceCollection services)
    {
        services.AddSingleton<DemandLimit>();
        services.AddSingleton<DemandingReader>();
        services.AddSingleton<AccessTokenProbe>();
        services.AddSingleton<TokenRejection>();
        services.AddSingleton<RotationDemand>();
        services.AddSingleton<SessionTest>();
        return services;
    }
}
