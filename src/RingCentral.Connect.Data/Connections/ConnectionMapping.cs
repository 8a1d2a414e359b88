using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RingCentral.Connect.Data.Sessions;

namespace RingCentral.Connect.Data.Connections;

/// <summary>Table <c>connections</c>.</summary>
public sealed class ConnectionMapping : IEntityTypeConfiguration<Connection>
{
    /// <summary>Longest external id, in characters.</summary>
    public const int ExternalIdMaxLength = 256;

    /// <summary>Name of the unique index over external ids.</summary>
    public const string ExternalIdIndex = "ix_connections_external_id";

    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.ToTable("connections");
        builder.HasKey(connection => connection.Id);
        builder.Property(connection => connection.Id).ValueGeneratedNever();
        builder.Property(connection => connection.ExternalId).HasMaxLength(ExternalIdMaxLength);
        builder.Property(connection => connection.Metadata).HasColumnType("jsonb");
        builder.Property(connection => connection.RingCentralCode).HasColumnName("ringcentral_code");
        builder.Property(connection => connection.Revision).IsConcurrencyToken();
        builder.HasIndex(connection => connection.ExternalId).IsUnique().HasDatabaseName(ExternalIdIndex);
        builder.HasIndex(connection => new { connection.ServerUrl, connection.AccountId, connection.OwnerId });
        builder.HasIndex(connection => new { connection.State, connection.Id });
        builder.HasOne<Session>().WithOne().HasForeignKey<Session>(session => session.ConnectionId).OnDelete(DeleteBehavior.Cascade);
    }
}
