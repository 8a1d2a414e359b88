using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>Counts which key takes whose token on which day, in memory, and adds it to what was counted before in batches: a read never writes.</summary>
internal sealed class TokenUses(NpgsqlDataSource dataSource) : INotedUses
{
    /// <summary>A connection that was erased meanwhile is left out.</summary>
    private const string Add =
        """
        INSERT INTO token_uses AS known (connection_id, day, key_id, count)
        SELECT used.connection_id, used.day, used.key_id, used.count
          FROM unnest(@connections, @days, @keys, @counts) AS used(connection_id, day, key_id, count)
          JOIN connections c ON c.id = used.connection_id
        ON CONFLICT (connection_id, day, key_id) DO UPDATE SET count = known.count + excluded.count
        """;

    private ConcurrentDictionary<Use, Tally> _uses = new();

    /// <summary>Counts one token.</summary>
    public void Record(Guid connectionId, Guid keyId, DateTimeOffset at) =>
        _uses.GetOrAdd(new Use(connectionId, DateOnly.FromDateTime(at.UtcDateTime), keyId), static _ => new Tally()).Add();

    /// <inheritdoc/>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_uses.IsEmpty)
        {
            return;
        }

        // In one order on every node, so that two never wait for each other.
        var uses = Interlocked.Exchange(ref _uses, new()).OrderBy(use => use.Key.ConnectionId).ThenBy(use => use.Key.Day).ThenBy(use => use.Key.KeyId).ToArray();
        await using var command = dataSource.CreateCommand(Add);
        command.Parameters.AddWithValue("connections", uses.Select(use => use.Key.ConnectionId).ToArray());
        command.Parameters.Add(new NpgsqlParameter("days", NpgsqlDbType.Array | NpgsqlDbType.Date) { Value = uses.Select(use => use.Key.Day).ToArray() });
        command.Parameters.AddWithValue("keys", uses.Select(use => use.Key.KeyId).ToArray());
        command.Parameters.AddWithValue("counts", uses.Select(use => use.Value.Count).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private readonly record struct Use(Guid ConnectionId, DateOnly Day, Guid KeyId);

    private sealed class Tally
    {
        private long _count;

        public long Count => Volatile.Read(ref _count);

        public void Add() => Interlocked.Increment(ref _count);
    }
}
