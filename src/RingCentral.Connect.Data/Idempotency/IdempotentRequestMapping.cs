using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Idempotency;

/// <summary>Table <c>idempotent_requests</c>. No foreign key: a key that is gone asks for nothing any more, and retention forgets its rows.</summary>
public sealed class IdempotentRequestMapping : IEntityTypeConfiguration<IdempotentRequest>
{
    /// <summary>Longest name, in characters.</summary>
    public const int KeyMaxLength = 255;

    public void Configure(EntityTypeBuilder<IdempotentRequest> builder)
    {
        builder.ToTable("idempotent_requests");
        builder.HasKey(request => new { request.ApiKeyId, request.Key });
        builder.Property(request => request.Key).HasMaxLength(KeyMaxLength);
        builder.HasIndex(request => request.StartedAt);
    }
}
