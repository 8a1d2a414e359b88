using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Listing;

namespace RingCentral.Connect.Api.Connections;

/// <summary>What a caller asks of a list.</summary>
internal sealed record ConnectionListQuery(ConnectionFilter Filter, Guid After, int Limit)
{
    /// <summary>Begins the name of every parameter that asks for a member of the metadata.</summary>
    public const string MetadataPrefix = "metadata.";

    private const int MostMembers = 10;

    /// <summary>Every parameter of the call.</summary>
    public static readonly string[] Parameters =
        ["state", "health", "external_id", "owner_id", "account_id", "email", "q", MetadataPrefix + KnownQueryFilter.AnyName, "expires_before", "limit", "cursor"];

    /// <summary>The query, or what is wrong by parameter.</summary>
    /// <param name="query">The request's query.</param>
    /// <param name="externalIdPrefix">What the key is restricted to.</param>
    public static (ConnectionListQuery? Query, IReadOnlyDictionary<string, string[]> Errors) Read(IQueryCollection query, string? externalIdPrefix)
    {
        var reader = new QueryReader(query);
        var filter = new ConnectionFilter
        {
            ExternalIdPrefix = externalIdPrefix,
            State = reader.Name<ConnectionState>("state"),
            Health = reader.Name<ConnectionHealth>("health"),
            ExternalId = reader.Text("external_id"),
            OwnerId = reader.Text("owner_id"),
            AccountId = reader.Text("account_id"),
            Email = reader.Text("email"),
            Text = ReadText(reader),
            Metadata = ReadMetadata(query, reader),
            ExpiresBefore = reader.Instant("expires_before"),
        };
        var list = new ConnectionListQuery(filter, reader.Cursor("cursor"), reader.Number("limit", 1, 200, 50));
        return (reader.Errors.Count == 0 ? list : null, reader.Errors);
    }

    private static string? ReadText(QueryReader reader)
    {
        var text = reader.Text("q", 256);
        return text is not null && SearchText.Pattern(text) is null ? reader.Refuse<string>("q", "must hold more than spaces and punctuation") : text;
    }

    private static List<KeyValuePair<string, string>> ReadMetadata(IQueryCollection query, QueryReader reader)
    {
        var members = new List<KeyValuePair<string, string>>();
        foreach (var name in query.Keys.Where(name => name.StartsWith(MetadataPrefix, StringComparison.Ordinal)))
        {
            if (name.Contains('\0'))
            {
                reader.Refuse<string>("metadata", "has no such member");
            }
            else if (reader.Text(name) is { } value)
            {
                members.Add(KeyValuePair.Create(name[MetadataPrefix.Length..], value));
            }
        }

        if (members.Count > MostMembers)
        {
            reader.Refuse<string>("metadata", $"can be asked for by at most {MostMembers} members");
        }

        return members;
    }
}
