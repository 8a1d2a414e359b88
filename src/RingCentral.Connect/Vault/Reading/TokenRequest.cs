namespace RingCentral.Connect.Vault.Reading;

/// <summary>What a caller asks of a token.</summary>
internal sealed record TokenRequest
{
    /// <summary>How long the caller may wait for a rotation.</summary>
    public required TimeSpan MaxWait { get; init; }

    /// <summary>How long the token must work at the least. It may extend a hold into its margin, never shorten one.</summary>
    public TimeSpan? MinTtl { get; init; }

    /// <summary>Rotates in any case, and breaks the hold under which others may use the old token.</summary>
    public bool Force { get; init; }

    /// <summary>The caller sees only connections whose external id begins so; empty for all.</summary>
    public string ExternalIdPrefix { get; init; } = "";

    /// <summary>Whether there is such a connection as far as this caller goes.</summary>
    public bool Sees(string externalId) => externalId.StartsWith(ExternalIdPrefix, StringComparison.Ordinal);
}
