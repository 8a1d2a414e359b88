using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Listing;

/// <summary>Which connections a list holds: those that everything says yes to that is not null.</summary>
internal sealed record ConnectionFilter
{
    /// <summary>Only connections whose external id begins so: what a restricted key may see.</summary>
    public string? ExternalIdPrefix { get; init; }

    public ConnectionState? State { get; init; }

    public ConnectionHealth? Health { get; init; }

    public string? ExternalId { get; init; }

    public string? OwnerId { get; init; }

    public string? AccountId { get; init; }

    /// <summary>The owner's e-mail address, upper or lower case.</summary>
    public string? Email { get; init; }

    /// <summary>Words in the name, e-mail address, extension number, external id or owner id (<see cref="SearchText"/>).</summary>
    public string? Text { get; init; }

    /// <summary>Top-level members of the metadata and their values, as text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <summary>Sessions that are kept alive and that end before this moment unless they are rotated.</summary>
    public DateTimeOffset? ExpiresBefore { get; init; }
}

/// <summary>One page of a list, in the order of the id.</summary>
/// <param name="Connections">What matches.</param>
/// <param name="Next">Where the next page begins: after this id; null at the end of the list.</param>
internal sealed record ConnectionPage(IReadOnlyList<ConnectionSnapshot> Connections, Guid? Next);
