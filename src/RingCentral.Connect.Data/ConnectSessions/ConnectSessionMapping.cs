using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Data.ConnectSessions;

/// <summary>Table <c>connect_sessions</c>. No foreign key: it may be read for a while after its connection is gone.</summary>
public sealed class ConnectSessionMapping : IEntityTypeConfiguration<ConnectSession>
{
    public void Configure(EntityTypeBuilder<ConnectSession> builder)
    {
        builder.ToTable("connect_sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.ExternalId).HasMaxLength(ConnectionMapping.ExternalIdMaxLength);
        builder.Property(session => session.Metadata).HasColumnType("jsonb");
        builder.HasIndex(session => session.TokenHash).IsUnique();
        builder.HasIndex(session => session.CompletionCodeHash).IsUnique().HasFilter("completion_code_hash IS NOT NULL");
        builder.HasIndex(session => session.CompleteBy).HasFilter("complete_by IS NOT NULL");
        builder.HasIndex(session => session.CreatedAt);
    }
}
