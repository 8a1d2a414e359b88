using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Fleet;

/// <summary>The fleet as it was counted last: one row, so that who looks at the dashboard reads a row and not the fleet.</summary>
public sealed class FleetCount
{
    /// <summary>The only id.</summary>
    public const int Only = 1;

    public required int Id { get; init; }

    /// <summary>When it was counted, in database time.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>What was counted, as JSON.</summary>
    public required string Content { get; init; }
}

/// <summary>Table <c>fleet_counts</c>.</summary>
public sealed class FleetCountMapping : IEntityTypeConfiguration<FleetCount>
{
    public void Configure(EntityTypeBuilder<FleetCount> builder)
    {
        builder.ToTable("fleet_counts");
        builder.Property(count => count.Id).ValueGeneratedNever();
        builder.Property(count => count.Content).HasColumnType("jsonb");
    }
}
