using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.TerminalAnswers;

/// <summary>An answer that would end a session; kept for minutes, for the mass brake.</summary>
public sealed class TerminalAnswer
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>Account id, or owner id where the account is not known.</summary>
    public required string Account { get; init; }
}

/// <summary>Table <c>terminal_answers</c>.</summary>
public sealed class TerminalAnswerMapping : IEntityTypeConfiguration<TerminalAnswer>
{
    public void Configure(EntityTypeBuilder<TerminalAnswer> builder)
    {
        builder.ToTable("terminal_answers");
        builder.HasKey(answer => answer.Id);
        builder.Property(answer => answer.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(answer => answer.At);
    }
}
