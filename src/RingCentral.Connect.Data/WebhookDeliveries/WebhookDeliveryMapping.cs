using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RingCentral.Connect.Data.WebhookEndpoints;

namespace RingCentral.Connect.Data.WebhookDeliveries;

/// <summary>Table <c>webhook_deliveries</c>: the queue, and the log of what was sent until retention ends it.</summary>
public sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.HasOne<WebhookEndpoint>().WithMany().HasForeignKey(delivery => delivery.EndpointId).OnDelete(DeleteBehavior.Cascade);

        // What is due, endpoint by endpoint; it holds only what is still to be sent.
        builder.HasIndex(delivery => new { delivery.EndpointId, delivery.NextAttemptAt }).HasFilter("state = 'pending'").HasDatabaseName("ix_webhook_deliveries_due");

        // The log of an endpoint, page by page.
        builder.HasIndex(delivery => new { delivery.EndpointId, delivery.Id });

        // A person who is forgotten is forgotten here, too.
        builder.HasIndex(delivery => delivery.ConnectionId);
        builder.HasIndex(delivery => delivery.CreatedAt);
    }
}
