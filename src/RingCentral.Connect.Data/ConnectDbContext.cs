using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.ApiKeys;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.BulkWorks;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.ConnectSessions;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Fleet;
using RingCentral.Connect.Data.Idempotency;
using RingCentral.Connect.Data.JwtCredentials;
using RingCentral.Connect.Data.MailOptOuts;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Data.Nodes;
using RingCentral.Connect.Data.Revocations;
using RingCentral.Connect.Data.Rollups;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Data.TokenUses;
using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Data.WebhookEndpoints;

namespace RingCentral.Connect.Data;

/// <summary>The service's database. Each entity is mapped in its own folder.</summary>
public sealed class ConnectDbContext : DbContext, IDataProtectionKeyContext
{
    public ConnectDbContext(DbContextOptions<ConnectDbContext> options)
        : base(options) =>
        // No transaction of ours goes on after a part of it failed. A savepoint would be two more round trips, and EF Core keeps to itself that one could not be released:
        // that the connection is gone would first be seen at the commit, as a transaction that is disposed.
        Database.AutoSavepointsEnabled = false;

    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<JwtCredential> JwtCredentials => Set<JwtCredential>();

    public DbSet<ConnectSession> ConnectSessions => Set<ConnectSession>();

    public DbSet<Revocation> Revocations => Set<Revocation>();

    public DbSet<ConnectionEvent> ConnectionEvents => Set<ConnectionEvent>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    public DbSet<AdminSession> AdminSessions => Set<AdminSession>();

    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();

    public DbSet<Alarm> Alarms => Set<Alarm>();

    public DbSet<OutgoingMail> Mails => Set<OutgoingMail>();

    public DbSet<MailOptOut> MailOptOuts => Set<MailOptOut>();

    public DbSet<RotationRollup> RotationRollups => Set<RotationRollup>();

    public DbSet<FleetCount> FleetCounts => Set<FleetCount>();

    public DbSet<Node> Nodes => Set<Node>();

    public DbSet<TokenUse> TokenUses => Set<TokenUse>();

    public DbSet<BulkWork> BulkWorks => Set<BulkWork>();

    public DbSet<BulkItem> BulkItems => Set<BulkItem>();

    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();

    public DbSet<WebhookEndpoint> WebhookEndpoints => Set<WebhookEndpoint>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ConnectDbContext).Assembly);
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.HasSequence<long>(ConnectionEventMapping.Positions);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<ActorKind>().HaveConversion<SnakeCaseEnumConverter<ActorKind>>();
        configurationBuilder.Properties<AdminRole>().HaveConversion<SnakeCaseEnumConverter<AdminRole>>();
        configurationBuilder.Properties<SignInMethod>().HaveConversion<SnakeCaseEnumConverter<SignInMethod>>();
        configurationBuilder.Properties<ConnectionState>().HaveConversion<SnakeCaseEnumConverter<ConnectionState>>();
        configurationBuilder.Properties<ConnectSessionState>().HaveConversion<SnakeCaseEnumConverter<ConnectSessionState>>();
        configurationBuilder.Properties<AttemptOutcome>().HaveConversion<SnakeCaseEnumConverter<AttemptOutcome>>();
        configurationBuilder.Properties<AlarmKind>().HaveConversion<SnakeCaseEnumConverter<AlarmKind>>();
        configurationBuilder.Properties<ConnectionKind>().HaveConversion<SnakeCaseEnumConverter<ConnectionKind>>();
        configurationBuilder.Properties<KeepAlivePreference>().HaveConversion<SnakeCaseEnumConverter<KeepAlivePreference>>();
        configurationBuilder.Properties<MailKind>().HaveConversion<SnakeCaseEnumConverter<MailKind>>();
        configurationBuilder.Properties<MailState>().HaveConversion<SnakeCaseEnumConverter<MailState>>();
        configurationBuilder.Properties<StateReason>().HaveConversion<SnakeCaseEnumConverter<StateReason>>();
        configurationBuilder.Properties<WebhookDeliveryState>().HaveConversion<SnakeCaseEnumConverter<WebhookDeliveryState>>();
        configurationBuilder.Properties<WebhookDisabledReason>().HaveConversion<SnakeCaseEnumConverter<WebhookDisabledReason>>();
    }
}
