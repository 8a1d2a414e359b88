using Npgsql;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>
/// Has every commit outlive a crash of PostgreSQL (DESIGN 5, point 4), also on a server whose default is not to wait for that: a pair that was handed out and is then lost with
/// its commit is a lost session. A stricter setting, for standbys, is left alone.
/// </summary>
internal static class DurableCommits
{
    private const string Sql = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

    /// <summary>For a connection that has just been opened.</summary>
    public static void Ensure(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Sql, connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc cref="Ensure"/>
    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
