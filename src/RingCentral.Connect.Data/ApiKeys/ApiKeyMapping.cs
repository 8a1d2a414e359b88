using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Data.ApiKeys;

/// <summary>Table <c>api_keys</c>.</summary>
public sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.Name).HasMaxLength(NameMaxLength);
        builder.Property(key => key.ExternalIdPrefix).HasMaxLength(ConnectionMapping.ExternalIdMaxLength);
        builder.HasIndex(key => key.Hash).IsUnique();
    }
}
