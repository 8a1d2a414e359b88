using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.Nodes;

/// <summary>A process of the service, as it said of itself last.</summary>
public sealed class Node
{
    /// <summary>New at every start.</summary>
    public required Guid Id { get; init; }

    /// <summary>Machine and process.</summary>
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Whether it answers pages and API.</summary>
    public required bool IsWeb { get; init; }

    /// <summary>Whether it does background work.</summary>
    public required bool IsJobs { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When it last looked for due sessions; null where it does not sweep.</summary>
    public DateTimeOffset? SweptAt { get; set; }

    /// <summary>Rotations under way on it.</summary>
    public int Rotations { get; set; }

    /// <summary>
    /// The thumbprints of the key ring's certificates that it has loaded, the one that wraps first; empty where it has none, null where its version does not say.
    /// </summary>
    public string[]? Certificates { get; init; }
}

/// <summary>Table <c>nodes</c>.</summary>
public sealed class NodeMapping : IEntityTypeConfiguration<Node>
{
    public void Configure(EntityTypeBuilder<Node> builder)
    {
        builder.ToTable("nodes");
        builder.Property(node => node.Id).ValueGeneratedNever();
    }
}
