using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Sessions;

/// <summary>Table <c>sessions</c>: one row per connection that has or had a token pair.</summary>
public sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    /// <summary>
    /// What a session looks like that fails, or whose next rotation would come only in the last stretch of its life or in its last day. Together with
    /// what is overdue these are all that can be at risk, be expiring, or end within a day. Written word for word in the queries that look for them.
    /// </summary>
    public const string Troubled =
        "failures > 0 OR refresh_expires_at - due_at < GREATEST((refresh_expires_at - issued_at) / 7, interval '1 day') OR session_expires_at - due_at < interval '1 day'";

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.ConnectionId);
        builder.Property(session => session.ConnectionId).ValueGeneratedNever();
        builder.Property(session => session.RingCentralSessionId).HasColumnName("ringcentral_session_id");

        // The one index whose content changes at every rotation; what is not due is not in it.
        builder.HasIndex(session => new { session.DueClass, session.DueAt }).HasFilter("due_at IS NOT NULL");

        // Of a healthy session nothing stands in it, so that rotating costs no more.
        builder.HasIndex(session => session.ConnectionId, "ix_sessions_troubled").HasDatabaseName("ix_sessions_troubled").HasFilter(Troubled);

        // Room in every page for the next version of its rows, so that claims need not go elsewhere.
        builder.HasStorageParameter("fillfactor", 80);
    }
}
