using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Revocations;

/// <summary>Table <c>revocations</c>.</summary>
public sealed class RevocationMapping : IEntityTypeConfiguration<Revocation>
{
    public void Configure(EntityTypeBuilder<Revocation> builder)
    {
        builder.ToTable("revocations");
        builder.HasKey(revocation => revocation.Id);
        builder.Property(revocation => revocation.Id).ValueGeneratedNever();
        builder.HasIndex(revocation => revocation.NextAttemptAt);
    }
}
