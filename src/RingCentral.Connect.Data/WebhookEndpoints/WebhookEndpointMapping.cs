using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.WebhookEndpoints;

/// <summary>Table <c>webhook_endpoints</c>: few rows, each read with every delivery.</summary>
public sealed class WebhookEndpointMapping : IEntityTypeConfiguration<WebhookEndpoint>
{
    /// <summary>Longest address, in characters.</summary>
    public const int UrlMaxLength = 2048;

    /// <summary>Longest description, in characters.</summary>
    public const int DescriptionMaxLength = 200;

    public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.ToTable("webhook_endpoints");
        builder.HasKey(endpoint => endpoint.Id);
        builder.Property(endpoint => endpoint.Id).ValueGeneratedNever();
        builder.Property(endpoint => endpoint.Url).HasMaxLength(UrlMaxLength);
        builder.Property(endpoint => endpoint.Description).HasMaxLength(DescriptionMaxLength);
    }
}
