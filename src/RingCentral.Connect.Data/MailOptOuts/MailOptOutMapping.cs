using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Data.MailOptOuts;

/// <summary>Table <c>mail_opt_outs</c>.</summary>
public sealed class MailOptOutMapping : IEntityTypeConfiguration<MailOptOut>
{
    public void Configure(EntityTypeBuilder<MailOptOut> builder)
    {
        builder.ToTable("mail_opt_outs");
        builder.HasKey(optOut => optOut.ConnectionId);
        builder.Property(optOut => optOut.ConnectionId).ValueGeneratedNever();
        builder.HasOne<Connection>().WithOne().HasForeignKey<MailOptOut>(optOut => optOut.ConnectionId).OnDelete(DeleteBehavior.Cascade);
    }
}
