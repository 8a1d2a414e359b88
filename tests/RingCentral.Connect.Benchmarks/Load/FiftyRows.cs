using Npgsql;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>What a page of a list costs at the least: fifty rows read by Npgsql along the primary key.</summary>
internal static class FiftyRows
{
    private const string Page =
        "SELECT c.*, s.* FROM connections c JOIN sessions s ON s.connection_id = c.id AND s.connection_id > @after WHERE c.id > @after ORDER BY c.id LIMIT 50";

    public static async Task ReadAsync(NpgsqlDataSource database, Guid after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Page);
        command.Parameters.AddWithValue("after", after);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new object[reader.FieldCount];
        while (await reader.ReadAsync(cancellationToken))
        {
            reader.GetValues(row);
        }
    }
}
