using Microsoft.AspNetCore.Http.Extensions;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Listing;

namespace RingCentral.Connect.Administration.Connections;

/// <summary>What an administrator looks for, as it stands in the address of the page: so that it can be kept, sent and gone back to. What cannot be understood is left out.</summary>
internal sealed record ConnectionSearch
{
    private const int LongestText = 256;
    private const string Oldest = "oldest";

    /// <summary>Words in name, e-mail address, extension, external id or owner id.</summary>
    public string? Text { get; private init; }

    public ConnectionState? State { get; private init; }

    public ConnectionHealth? Health { get; private init; }

    public string? AccountId { get; private init; }

    /// <summary>The newest first, unless it was asked for the other way round.</summary>
    public bool IsOldestFirst { get; private init; }

    /// <summary>The last id of the page before.</summary>
    public Guid? After { get; private init; }

    /// <summary>Whether there is a text with nothing in it to search for.</summary>
    public bool IsUnsearchable => Text is { } text && SearchText.Pattern(text) is null;

    /// <summary>Whether anything is left out of the list.</summary>
    public bool IsNarrow => Text is not null || State is not null || Health is not null || AccountId is not null;

    /// <summary>The filter.</summary>
    public ConnectionFilter Filter => new() { Text = IsUnsearchable ? null : Text, State = State, Health = Health, AccountId = AccountId };

    /// <summary>The place in the list.</summary>
    public ListPlace Place => new(After ?? (IsOldestFirst ? ListPlace.Oldest : ListPlace.Newest).After, !IsOldestFirst);

    /// <summary>Reads a query.</summary>
    public static ConnectionSearch Read(IQueryCollection query) => new()
    {
        Text = Word(query, "q"),
        State = SnakeCase.TryRead<ConnectionState>(query["state"].ToString(), out var state) ? state : null,
        Health = SnakeCase.TryRead<ConnectionHealth>(query["health"].ToString(), out var health) ? health : null,
        AccountId = Word(query, "account_id"),
        IsOldestFirst = query["sort"] == Oldest,
        After = Guid.TryParseExact(query["after"].ToString(), "D", out var after) ? after : null,
    };

    /// <summary>The same search with another state or health; from its beginning.</summary>
    public ConnectionSearch Only(ConnectionState? state, ConnectionHealth? health) => this with { State = state, Health = health, After = null };

    /// <summary>The same search, after an id.</summary>
    public ConnectionSearch From(Guid? after) => this with { After = after };

    /// <summary>As the query of an address, with its question mark; empty where there is nothing to say.</summary>
    public override string ToString()
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        Add("q", Text);
        Add("state", State is { } state ? SnakeCase.Write(state) : null);
        Add("health", Health is { } health ? SnakeCase.Write(health) : null);
        Add("account_id", AccountId);
        Add("sort", IsOldestFirst ? Oldest : null);
        Add("after", After?.ToString());
        return query.ToString();
    }

    private static string? Word(IQueryCollection query, string name) =>
        query[name].ToString().Trim() is { Length: > 0 and <= LongestText } text && !text.Contains('\0') ? text : null;
}
