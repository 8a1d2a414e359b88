using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Data.Mails;

/// <summary>Table <c>mails</c>. A mail goes with its connection or alarm, and so does the address of whom it was for.</summary>
public sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    /// <summary>Longest address, in characters (RFC 5321).</summary>
    public const int RecipientMaxLength = 320;

    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("mails");
        builder.HasKey(mail => mail.Id);
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.Recipient).HasMaxLength(RecipientMaxLength);

        // One mail of a kind for an incident, however often the incident is reported.
        builder.HasIndex(mail => new { mail.ConnectionId, mail.Incident, mail.Kind, mail.Number }).IsUnique().HasFilter("connection_id IS NOT NULL");
        builder.HasIndex(mail => new { mail.Kind, mail.AlarmId, mail.Incident, mail.Recipient })
            .IsUnique().AreNullsDistinct(false).HasFilter("connection_id IS NULL").HasDatabaseName("ix_mails_to_administrators");
        builder.HasIndex(mail => mail.DueAt).HasFilter("state = 'pending'");

        // The migration adds what cannot be said here: an index on the lower-case address and when it was last written to.
        builder.HasOne<Connection>().WithMany().HasForeignKey(mail => mail.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Alarm>().WithMany().HasForeignKey(mail => mail.AlarmId).OnDelete(DeleteBehavior.Cascade);
    }
}
