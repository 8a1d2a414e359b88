using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Events;

/// <summary>Table <c>connection_events</c>. No foreign key: history outlives the connection until retention ends it.</summary>
public sealed class ConnectionEventMapping : IEntityTypeConfiguration<ConnectionEvent>
{
    /// <summary>The sequence that positions are taken from: retention may empty the table, and positions must not begin anew.</summary>
    public const string Positions = "connection_event_positions";

    public void Configure(EntityTypeBuilder<ConnectionEvent> builder)
    {
        builder.ToTable("connection_events");
        builder.HasKey(@event => @event.Id);
        builder.Property(@event => @event.Id).UseIdentityAlwaysColumn();
        builder.Property(@event => @event.RingCentralCode).HasColumnName("ringcentral_code");
        builder.HasIndex(@event => new { @event.ConnectionId, @event.Sequence }).IsUnique();
        builder.HasIndex(@event => @event.Position).IsUnique().HasFilter("position IS NOT NULL");
        builder.HasIndex(@event => @event.Id, "ix_connection_events_unpositioned").HasDatabaseName("ix_connection_events_unpositioned").HasFilter("position IS NULL");
        builder.HasIndex(@event => @event.Id).HasFilter("dispatched_at IS NULL").HasDatabaseName("ix_connection_events_undispatched");
    }
}
