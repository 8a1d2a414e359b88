using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Audit;

/// <summary>Table <c>audit_log</c>. No foreign keys: it outlives what it tells of.</summary>
public sealed class AuditRecordMapping : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("audit_log");
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).UseIdentityAlwaysColumn();
        builder.Property(record => record.Before).HasColumnType("jsonb");
        builder.Property(record => record.After).HasColumnType("jsonb");
        builder.HasIndex(record => record.At);
        builder.HasIndex(record => record.SubjectId);
    }
}
