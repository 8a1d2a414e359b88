using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Alarms;

/// <summary>Table <c>alarms</c>.</summary>
public sealed class AlarmMapping : IEntityTypeConfiguration<Alarm>
{
    public void Configure(EntityTypeBuilder<Alarm> builder)
    {
        builder.ToTable("alarms");
        builder.HasKey(alarm => alarm.Id);
        builder.Property(alarm => alarm.Id).ValueGeneratedNever();

        // One incident of a kind and subject at a time, whichever node sees it first.
        builder.HasIndex(alarm => new { alarm.Kind, alarm.Subject }).IsUnique().HasFilter("closed_at IS NULL");
        builder.HasIndex(alarm => alarm.OpenedAt);

        // What webhooks have not told of yet: hardly ever anything.
        builder.HasIndex(alarm => alarm.UpdatedAt).HasFilter("opening_told_at IS NULL OR (closed_at IS NOT NULL AND closing_told_at IS NULL)").HasDatabaseName("ix_alarms_untold");
    }
}
