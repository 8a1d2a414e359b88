using System.Text.Json.Nodes;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>A change that app code asks for; what is null stays as it is.</summary>
internal sealed record ConnectionEdit
{
    public string? ExternalId { get; init; }

    /// <summary>A merge patch of the metadata (RFC 7396).</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>Empties the metadata.</summary>
    public bool ClearMetadata { get; init; }

    public KeepAlivePreference? KeepAlive { get; init; }

    public bool? Paused { get; init; }

    /// <summary>The revision that the change is based on, where the caller named one.</summary>
    public long? ExpectedRevision { get; init; }
}

/// <summary>How a change ended.</summary>
internal enum EditResult
{
    Done,
    NotFound,

    /// <summary>The row has changed since the caller read it.</summary>
    RevisionMismatch,

    /// <summary>Another connection has the external id.</summary>
    ExternalIdTaken,

    /// <summary>The metadata would break <see cref="ConnectionMetadata.Rule"/>.</summary>
    MetadataTooLarge,
}
