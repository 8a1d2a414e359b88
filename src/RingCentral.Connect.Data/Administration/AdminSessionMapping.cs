using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Administration;

/// <summary>Table <c>admin_sessions</c>.</summary>
public sealed class AdminSessionMapping : IEntityTypeConfiguration<AdminSession>
{
    /// <summary>Longest name and subject, in characters; longer ones are cut.</summary>
    public const int NameMaxLength = 255;

    public void Configure(EntityTypeBuilder<AdminSession> builder)
    {
        builder.ToTable("admin_sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Name).HasMaxLength(NameMaxLength);
        builder.Property(session => session.Subject).HasMaxLength(NameMaxLength);
        builder.HasIndex(session => session.EndsAt);
    }
}
