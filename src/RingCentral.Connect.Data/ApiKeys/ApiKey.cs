namespace RingCentral.Connect.Data.ApiKeys;

/// <summary>A key with which app code calls the HTTP API. The key itself is shown once and stored only as a hash.</summary>
public sealed class ApiKey
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the key; 256 random bits need no slower hash.</summary>
    public required byte[] Hash { get; init; }

    public required string[] Scopes { get; set; }

    /// <summary>Where set, connections whose external id does not begin with it do not exist for this key.</summary>
    public string? ExternalIdPrefix { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Recorded in batches.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
