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

        // For lists, which are in the order of the id. The migration adds what cannot be said here: an index on the lower-case e-mail address and the id,
        // and the column search with its index on trigrams.
        builder.HasIndex(connection => new { connection.State, connection.Id });
        builder.HasIndex(connection => new { connection.OwnerId, connection.Id });
        builder.HasIndex(connection => new { connection.AccountId, connection.Id });
        builder.HasIndex(connection => connection.ExternalId, "ix_connections_external_id_prefix")
            .HasDatabaseName("ix_connections_external_id_prefix").HasOperators("text_pattern_ops");
        builder.HasIndex(connection => connection.Metadata).HasMethod("gin").HasOperators("jsonb_path_ops");
        builder.HasOne<Session>().WithOne().HasForeignKey<Session>(session => session.ConnectionId).OnDelete(DeleteBehavior.Cascade);
    }
}
