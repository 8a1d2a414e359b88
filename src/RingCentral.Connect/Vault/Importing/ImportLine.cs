using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;

namespace RingCentral.Connect.Vault.Importing;

/// <summary>One line of an import: RingCentral's own token reply with the app's identifier of its user.</summary>
internal sealed record ImportLine
{
    public required string ExternalId { get; init; }

    public required TokenReply Reply { get; init; }

    public required TokenPair Pair { get; init; }

    public required string OwnerId { get; init; }

    public required ServerOrigin Server { get; init; }

    public string? AccountId { get; init; }

    /// <summary>JSON object; null where the line has none.</summary>
    public string? Metadata { get; init; }

    /// <summary>Whether the line says when its pair was issued.</summary>
    public bool IsIssueKnown { get; init; }
}

/// <summary>Why a line is not taken.</summary>
/// <param name="Code">A code of the HTTP API.</param>
/// <param name="Detail">A sentence for a person, without anything secret.</param>
internal sealed record ImportRejection(string Code, string Detail)
{
    public string? ExternalId { get; init; }

    public static ImportRejection Invalid(string detail, string? externalId = null) => new("validation_failed", detail) { ExternalId = externalId };
}

/// <summary>What became of a line.</summary>
internal enum ImportStatus
{
    Created,

    /// <summary>A connection with this external id is there already; it was left as it is.</summary>
    Exists,
    Replaced,
    Rejected,
}

/// <summary>The answer to one line.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Status">What became of it.</param>
internal sealed record ImportResult(long Line, ImportStatus Status)
{
    public string? ExternalId { get; init; }

    public Guid? ConnectionId { get; init; }

    public ImportRejection? Rejection { get; init; }
}
