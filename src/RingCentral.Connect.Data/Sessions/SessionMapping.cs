using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Sessions;

/// <summary>Table <c>sessions</c>: one row per connection that has or had a token pair.</summary>
public sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.ConnectionId);
        builder.Property(session => session.ConnectionId).ValueGeneratedNever();
        builder.Property(session => session.RingCentralSessionId).HasColumnName("ringcentral_session_id");

        // The one index of a table that changes at every rotation; what is not due is not in it.
        builder.HasIndex(session => new { session.DueClass, session.DueAt }).HasFilter("due_at IS NOT NULL");

        // Room in every page for the next version of its rows, so that claims need not go elsewhere.
        builder.HasStorageParameter("fillfactor", 80);
    }
}
