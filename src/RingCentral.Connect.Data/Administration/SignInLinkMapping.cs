using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Administration;

/// <summary>Table <c>admin_sign_in_links</c>.</summary>
public sealed class SignInLinkMapping : IEntityTypeConfiguration<SignInLink>
{
    public void Configure(EntityTypeBuilder<SignInLink> builder)
    {
        builder.ToTable("admin_sign_in_links");
        builder.HasKey(link => link.Id);
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.Role).HasDefaultValue(AdminRole.Admin).HasSentinel(AdminRole.Admin);
        builder.HasIndex(link => link.Hash).IsUnique();
    }
}
