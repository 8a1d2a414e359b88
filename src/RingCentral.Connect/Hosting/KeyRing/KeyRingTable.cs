using Npgsql;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>The key ring as it lies in the database, for what the framework does not do: wrapping keys anew, and destroying one.</summary>
internal sealed class KeyRingTable(NpgsqlDataSource dataSource)
{
    private const string Read = "SELECT id, xml FROM data_protection_keys WHERE xml IS NOT NULL ORDER BY id";
    private const string Replace = "UPDATE data_protection_keys SET xml = @wrapped WHERE id = @id AND xml = @xml";

    /// <summary>Revocations of the key go with it.</summary>
    private const string Delete = "DELETE FROM data_protection_keys WHERE friendly_name IN (@key, @revocation)";

    /// <summary>What was deleted lies in the table's file until this.</summary>
    private const string Erase = "VACUUM data_protection_keys";

    /// <summary>All keys; what is no key, such as a revocation, is left out.</summary>
    public async Task<IReadOnlyList<KeyRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Read);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var records = new List<KeyRecord>();
        while (await row.ReadAsync(cancellationToken))
        {
            if (KeyRecord.Of(row.GetInt32(0), row.GetString(1)) is { } record)
            {
                records.Add(record);
            }
        }

        return records;
    }

    /// <summary>Writes a key that was wrapped anew, unless it has changed meanwhile.</summary>
    public async Task<bool> ReplaceAsync(KeyRecord record, string wrapped, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Replace);
        command.Parameters.AddWithValue("id", record.RowId);
        command.Parameters.AddWithValue("xml", record.Xml);
        command.Parameters.AddWithValue("wrapped", wrapped);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Destroys a key.</summary>
    public async Task DestroyAsync(Guid keyId, CancellationToken cancellationToken)
    {
        await using (var command = dataSource.CreateCommand(Delete))
        {
            command.Parameters.AddWithValue("key", $"key-{keyId:D}");
            command.Parameters.AddWithValue("revocation", $"revocation-{keyId:D}");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var erase = dataSource.CreateCommand(Erase);
        await erase.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Has every node read the ring.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT pg_notify(@channel, @notice)");
        command.Parameters.AddWithValue("channel", ChangeNotices.Channel);
        command.Parameters.AddWithValue("notice", ChangeNotices.KeyRing);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
