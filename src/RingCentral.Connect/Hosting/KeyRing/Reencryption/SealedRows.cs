using Npgsql;
using NpgsqlTypes;

namespace RingCentral.Connect.Hosting.KeyRing.Reencryption;

/// <summary>Reads and replaces the values of one column.</summary>
internal sealed class SealedRows(NpgsqlDataSource dataSource, SealedColumn column)
{
    private readonly string _next =
        $"""
        SELECT t.{column.Id}, {(column.Name is null ? "''" : $"t.{column.Name}")}, t.{column.Ciphertext} FROM {column.Table} t
         WHERE t.{column.Ciphertext} IS NOT NULL AND {column.Key} <> @current
           AND {(column.Name is null ? $"t.{column.Id} > @id" : $"(t.{column.Id}, t.{column.Name}) > (@id, @name)")}
         ORDER BY t.{column.Id}{(column.Name is null ? "" : $", t.{column.Name}")} LIMIT @limit
        """;

    /// <summary>
    /// Compare and swap: a row whose value has changed meanwhile, by a rotation for example, is left alone, and one that somebody has locked is passed by
    /// rather than waited for, so that nothing ever waits for two rows of ours in turn.
    /// </summary>
    private readonly string _replace =
        $"""
        WITH new AS (SELECT * FROM unnest(@ids, @names, @olds, @news) AS new (id, name, old, sealed)),
        free AS MATERIALIZED (
          SELECT new.id, new.name FROM {column.Table} t JOIN new ON {Same(column)} ORDER BY new.id, new.name FOR NO KEY UPDATE OF t SKIP LOCKED)
        UPDATE {column.Table} t SET {column.Ciphertext} = new.sealed{(column.KeyId is null ? "" : $", {column.KeyId} = @key_id")}
          FROM new, free WHERE free.id = new.id AND free.name = new.name AND {Same(column)}
        """;

    private readonly string _count = $"SELECT {column.Key}, count(*) FROM {column.Table} t WHERE t.{column.Ciphertext} IS NOT NULL GROUP BY 1";

    /// <summary>The next values that are under another key than the given one, in the order of their rows.</summary>
    public async Task<IReadOnlyList<SealedRow>> NextAsync(Guid current, SealedRow? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(_next);
        command.Parameters.AddWithValue("current", current.ToByteArray());
        command.Parameters.AddWithValue("id", after?.Id ?? Guid.Empty);
        command.Parameters.AddWithValue("name", after?.Name ?? "");
        command.Parameters.AddWithValue("limit", limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<SealedRow>();
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(new SealedRow(row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));
        }

        return rows;
    }

    /// <summary>Puts new values in the place of old ones.</summary>
    /// <returns>How many took theirs.</returns>
    public async Task<int> ReplaceAsync(IReadOnlyList<(SealedRow Old, byte[] New)> values, Guid current, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(_replace);
        Add("ids", NpgsqlDbType.Uuid, values.Select(value => value.Old.Id).ToArray());
        Add("names", NpgsqlDbType.Text, values.Select(value => value.Old.Name).ToArray());
        Add("olds", NpgsqlDbType.Bytea, values.Select(value => value.Old.Ciphertext).ToArray());
        Add("news", NpgsqlDbType.Bytea, values.Select(value => value.New).ToArray());
        command.Parameters.AddWithValue("key_id", current);
        return await command.ExecuteNonQueryAsync(cancellationToken);

        void Add(string name, NpgsqlDbType type, Array list) => command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = list });
    }

    /// <summary>How many values each key has.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(_count);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new Dictionary<Guid, long>();
        while (await row.ReadAsync(cancellationToken))
        {
            // What is too short for a payload belongs to no key, and opens nothing.
            var id = row.GetFieldValue<byte[]>(0);
            var keyId = id.Length == 16 ? new Guid(id) : Guid.Empty;
            counts[keyId] = counts.GetValueOrDefault(keyId) + row.GetInt64(1);
        }

        return counts;
    }

    private static string Same(SealedColumn column) =>
        $"t.{column.Id} = new.id{(column.Name is null ? "" : $" AND t.{column.Name} = new.name")} AND t.{column.Ciphertext} = new.old";
}
