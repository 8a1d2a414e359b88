using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Data.TokenUses;

/// <summary>How often one API key took a connection's token on one day; counted in memory and added in batches.</summary>
public sealed class TokenUse
{
    public required Guid ConnectionId { get; init; }

    /// <summary>The day, in UTC.</summary>
    public required DateOnly Day { get; init; }

    public required Guid KeyId { get; init; }

    public required long Count { get; init; }
}

/// <summary>Table <c>token_uses</c>.</summary>
public sealed class TokenUseMapping : IEntityTypeConfiguration<TokenUse>
{
    public void Configure(EntityTypeBuilder<TokenUse> builder)
    {
        builder.ToTable("token_uses");
        builder.HasKey(use => new { use.ConnectionId, use.Day, use.KeyId });
        builder.HasIndex(use => use.Day);
        builder.HasOne<Connection>().WithMany().HasForeignKey(use => use.ConnectionId).OnDelete(DeleteBehavior.Cascade);

        // Counted up again and again: room for the next version in the same page.
        builder.HasStorageParameter("fillfactor", 80);
    }
}
