using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.BulkWorks;

/// <summary>Table <c>bulk_works</c>.</summary>
public sealed class BulkWorkMapping : IEntityTypeConfiguration<BulkWork>
{
    public void Configure(EntityTypeBuilder<BulkWork> builder)
    {
        builder.ToTable("bulk_works");
        builder.HasKey(work => work.Id);
        builder.Property(work => work.Id).ValueGeneratedNever();
        builder.HasIndex(work => work.UpdatedAt);
    }
}

/// <summary>Table <c>bulk_items</c>.</summary>
public sealed class BulkItemMapping : IEntityTypeConfiguration<BulkItem>
{
    public void Configure(EntityTypeBuilder<BulkItem> builder)
    {
        builder.ToTable("bulk_items");
        builder.HasKey(item => new { item.WorkId, item.Position });
        builder.HasOne<BulkWork>().WithMany().HasForeignKey(item => item.WorkId).OnDelete(DeleteBehavior.Cascade);

        // What is still to be done, all works in turn.
        builder.HasIndex(item => new { item.Position, item.WorkId }).HasFilter("result IS NULL").HasDatabaseName("ix_bulk_items_open");
    }
}
