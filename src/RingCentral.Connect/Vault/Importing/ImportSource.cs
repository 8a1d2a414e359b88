namespace RingCentral.Connect.Vault.Importing;

/// <summary>Who imports.</summary>
/// <param name="Actor">For the history.</param>
internal sealed record ImportSource(string Actor)
{
    /// <summary>External ids must begin so; empty for any.</summary>
    public string ExternalIdPrefix { get; init; } = "";

    /// <summary>The line, unless it is none of this source's.</summary>
    public (ImportLine? Line, ImportRejection? Rejection) Check((ImportLine? Line, ImportRejection? Rejection) read) =>
        read.Line is { } line && !line.ExternalId.StartsWith(ExternalIdPrefix, StringComparison.Ordinal)
            ? (null, ImportRejection.Invalid($"external_id must begin with the prefix of this key, {ExternalIdPrefix}.", line.ExternalId))
            : read;
}
