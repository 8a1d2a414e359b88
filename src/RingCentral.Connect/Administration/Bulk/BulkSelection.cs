using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Vault.Listing;

namespace RingCentral.Connect.Administration.Bulk;

/// <summary>Finds the connections that an administrator means by "all that match".</summary>
internal sealed class BulkSelection(ConnectionLists lists)
{
    private const int PageSize = 200;

    /// <summary>All that match a search, in its order; null where they are more than a work may have.</summary>
    public async Task<IReadOnlyList<Guid>?> FindAsync(ConnectionSearch search, CancellationToken cancellationToken)
    {
        var found = new List<Guid>();
        for (ListPlace? place = search.From(null).Place; place is { } at;)
        {
            var page = await lists.ReadAsync(search.Filter, at, PageSize, cancellationToken);
            found.AddRange(page.Connections.Select(row => row.Connection.Id));
            if (found.Count > BulkWorks.Most)
            {
                return null;
            }

            place = page.Next is { } next ? at with { After = next } : null;
        }

        return found;
    }
}
