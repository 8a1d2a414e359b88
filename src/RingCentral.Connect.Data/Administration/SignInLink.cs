namespace RingCentral.Connect.Data.Administration;

/// <summary>A one-time link with which an administrator signs in; made on the command line.</summary>
public sealed class SignInLink
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the link's secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What whoever uses it may do.</summary>
    public required AdminRole Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
