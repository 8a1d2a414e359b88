using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Events;

/// <summary>Table <c>connection_events</c>. No foreign key: history outlives the connection until retention ends it.</summary>
public sealed class ConnectionEventMapping : IEntityTypeConfiguration<ConnectionEvent>
{
    public void Configure(EntityTypeBuilder<ConnectionEvent> builder)
    {
        builder.ToTable("connection_events");
        builder.HasKey(@event => @event.Id);
        builder.Property(@event => @event.Id).UseIdentityAlwaysColumn();
        builder.Property(@event => @event.RingCentralCode).HasColumnName("ringcentral_code");
        builder.HasIndex(@event => new { @event.ConnectionId, @event.Sequence }).IsUnique();
        builder.HasIndex(@event => @event.Id).HasFilter("dispatched_at IS NULL").HasDatabaseName("ix_connection_events_undispatched");
    }
}
