using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Listing;

/// <summary>
/// A filter as SQL over <c>connections c</c> and <c>sessions s</c>. One condition leads: an index has its rows in the order of the id. The others are
/// looked at row by row, or found by indexes that know no order.
/// </summary>
internal sealed class ListConditions
{
    /// <summary>Of a session with more than this left a next rotation in time is certain (<see cref="Data.Sessions.SessionMapping.Troubled"/>).</summary>
    private static readonly TimeSpan Certain = TimeSpan.FromDays(1);

    private const string Expiring = "s.session_expires_at - @now < interval '24 hours'";
    private const string AtRisk = "(s.failures > 0 OR s.refresh_expires_at - @now < (s.refresh_expires_at - s.issued_at) / 7)";

    private readonly List<(string Name, NpgsqlDbType Type, object Value)> _parameters = [];
    private readonly List<string> _connections = [];
    private readonly List<string> _sessions = [];

    public ListConditions(ConnectionFilter filter, DateTimeOffset now)
    {
        Lead("c.external_id = @external_id", "external_id", filter.ExternalId);
        Lead("c.owner_id = @owner_id", "owner_id", filter.OwnerId);
        Lead("lower(c.owner_email) = lower(@email)", "email", filter.Email);
        Lead("c.account_id = @account_id", "account_id", filter.AccountId);
        Lead("c.state = @state", "state", filter.State is { } state ? SnakeCase.Write(state) : null);
        AddText(filter);
        AddMetadata(filter.Metadata);
        AddHealth(filter.Health, now);
        AddEnd(filter.ExpiresBefore, now);
    }

    /// <summary>The condition whose index is in the order of the id, where there is one.</summary>
    public string Leading { get; private set; } = "true";

    /// <summary>Whether that is all there is.</summary>
    public bool IsOrdered => _connections.Count == 0 && _sessions.Count == 0;

    /// <summary>Everything that is asked of the connection.</summary>
    public string OnConnection => string.Join(" AND ", [Leading, .. _connections]);

    /// <summary>Everything that is asked of the session.</summary>
    public string OnSession => _sessions.Count == 0 ? "true" : string.Join(" AND ", _sessions);

    /// <summary>Where set, only sessions that are due by then, or troubled, can be meant.</summary>
    public DateTimeOffset? DueBy { get; private set; }

    /// <summary>The parameters, anew for every command.</summary>
    public NpgsqlParameter[] Parameters() => [.. _parameters.Select(parameter => new NpgsqlParameter(parameter.Name, parameter.Type) { Value = parameter.Value })];

    /// <summary>The first of these leads: each is more selective than those after it.</summary>
    private void Lead(string sql, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        _parameters.Add((name, NpgsqlDbType.Text, value));
        if (Leading == "true")
        {
            Leading = sql;
        }
        else
        {
            _connections.Add(sql);
        }
    }

    private void AddText(ConnectionFilter filter)
    {
        if (filter.ExternalIdPrefix is { } prefix)
        {
            _parameters.Add(("prefix", NpgsqlDbType.Text, SearchText.Literal(prefix) + "%"));
            _connections.Add("c.external_id LIKE @prefix");
        }

        if (filter.Text is { } text && SearchText.Pattern(text) is { } pattern)
        {
            _parameters.Add(("text", NpgsqlDbType.Text, pattern));

            // In lower case by the database, as the column is: the two may understand other letters than A to Z differently.
            _connections.Add("c.search LIKE lower(@text)");
        }
    }

    /// <summary>A value that reads as a number, true, false or null is looked for as that, too.</summary>
    private void AddMetadata(IReadOnlyList<KeyValuePair<string, string>> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            var (key, value) = members[i];
            var conditions = new List<string>();
            foreach (var node in MetadataValues.Read(value))
            {
                var name = $"metadata_{i}_{conditions.Count}";
                _parameters.Add((name, NpgsqlDbType.Jsonb, new JsonObject { [key] = node }.ToJsonString()));
                conditions.Add($"c.metadata @> @{name}");
            }

            _connections.Add($"({string.Join(" OR ", conditions)})");
        }
    }

    private void AddHealth(ConnectionHealth? health, DateTimeOffset now)
    {
        if (health is null)
        {
            return;
        }

        _parameters.Add(("now", NpgsqlDbType.TimestampTz, now));
        _connections.Add($"c.state = '{SnakeCase.Write(ConnectionState.Active)}'");
        _sessions.Add(health switch
        {
            ConnectionHealth.Expiring => Expiring,
            ConnectionHealth.AtRisk => $"{AtRisk} AND ({Expiring}) IS NOT TRUE",
            _ => $"{AtRisk} IS NOT TRUE AND ({Expiring}) IS NOT TRUE",
        });
        DueBy = health == ConnectionHealth.Healthy ? null : now;
    }

    private void AddEnd(DateTimeOffset? before, DateTimeOffset now)
    {
        if (before is not { } end)
        {
            return;
        }

        _parameters.Add(("before", NpgsqlDbType.TimestampTz, end));
        _sessions.Add("s.due_at IS NOT NULL AND least(s.refresh_expires_at, s.session_expires_at) < @before");
        DueBy ??= end - now > Certain ? end - Certain : now;
    }
}
