using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api.Keys;

/// <summary>Remembers when keys were used last, and writes it down in batches.</summary>
internal sealed class KeyUses(NpgsqlDataSource dataSource) : INotedUses
{
    private const string Write =
        """
        UPDATE api_keys k SET last_used_at = greatest(k.last_used_at, used.at)
          FROM unnest(@ids, @ats) AS used(id, at)
         WHERE k.id = used.id
        """;

    private ConcurrentDictionary<Guid, DateTimeOffset> _uses = new();

    /// <summary>Notes a use, to the second.</summary>
    public void Record(Guid keyId, DateTimeOffset at)
    {
        var uses = _uses;
        if (!uses.TryGetValue(keyId, out var noted) || at - noted >= INotedUses.Exactness)
        {
            uses[keyId] = at;
        }
    }

    /// <inheritdoc/>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_uses.IsEmpty)
        {
            return;
        }

        var uses = Interlocked.Exchange(ref _uses, new()).OrderBy(use => use.Key).ToArray();
        await using var command = dataSource.CreateCommand(Write);
        command.Parameters.AddWithValue("ids", uses.Select(use => use.Key).ToArray());
        command.Parameters.Add(new NpgsqlParameter("ats", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz) { Value = uses.Select(use => use.Value).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
