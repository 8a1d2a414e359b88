using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Data.JwtCredentials;

/// <summary>Table <c>jwt_credentials</c>: one row per <c>jwt</c> connection that is not disconnected.</summary>
public sealed class JwtCredentialMapping : IEntityTypeConfiguration<JwtCredential>
{
    public void Configure(EntityTypeBuilder<JwtCredential> builder)
    {
        builder.ToTable("jwt_credentials");
        builder.HasKey(credential => credential.ConnectionId);
        builder.Property(credential => credential.ConnectionId).ValueGeneratedNever();
        builder.HasOne<Connection>().WithOne().HasForeignKey<JwtCredential>(credential => credential.ConnectionId).OnDelete(DeleteBehavior.Cascade);
    }
}
