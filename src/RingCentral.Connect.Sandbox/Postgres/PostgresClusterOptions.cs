namespace RingCentral.Connect.Sandbox.Postgres;

public sealed record PostgresClusterOptions
{
    /// <summary>Where the cluster lies, or, for root, where its place is remembered.</summary>
    public required string Folder { get; init; }

    /// <summary>Written to postgresql.conf when the cluster is made.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The cluster is deleted when it stops.</summary>
    public bool Throwaway { get; init; }
}
