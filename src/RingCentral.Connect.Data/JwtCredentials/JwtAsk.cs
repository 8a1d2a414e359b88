using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.JwtCredentials;

/// <summary>
/// A JWT that was sent and whose outcome is not settled: written before it is sent, taken away by whoever settles it. What stays was never
/// answered, and may have opened a session that nobody holds.
/// </summary>
public sealed class JwtAsk
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>For which connection; null while there is none. No foreign key: the row settles an answer, whatever becomes of the connection.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>Hash of the JWT, since a JWT that is sent for a new connection has no other name.</summary>
    public required byte[] Fingerprint { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
}

/// <summary>Table <c>jwt_asks</c>.</summary>
public sealed class JwtAskMapping : IEntityTypeConfiguration<JwtAsk>
{
    public void Configure(EntityTypeBuilder<JwtAsk> builder)
    {
        builder.ToTable("jwt_asks");
        builder.HasKey(ask => ask.Id);
        builder.Property(ask => ask.Id).ValueGeneratedNever();
        builder.HasIndex(ask => ask.ConnectionId);
        builder.HasIndex(ask => ask.Fingerprint);
    }
}
