using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Rollups;

/// <summary>How many rotations ended in one way within one stretch of time: minutes at first, gathered into hours later.</summary>
public sealed class RotationRollup
{
    /// <summary>The beginning of the stretch.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Its length: 60 or 3600 seconds.</summary>
    public required int Seconds { get; init; }

    /// <summary>The outcome in snake case.</summary>
    public required string Outcome { get; init; }

    public required long Count { get; set; }
}

/// <summary>Table <c>rotation_rollups</c>.</summary>
public sealed class RotationRollupMapping : IEntityTypeConfiguration<RotationRollup>
{
    public void Configure(EntityTypeBuilder<RotationRollup> builder)
    {
        builder.ToTable("rotation_rollups");
        builder.HasKey(rollup => new { rollup.From, rollup.Seconds, rollup.Outcome });
    }
}
