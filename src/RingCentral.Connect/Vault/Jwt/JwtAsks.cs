using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.Vault.Jwt;

/// <summary>
/// Counts JWTs that were sent and never answered: each may have opened a session that nobody holds, and a sixth would end one that somebody does
/// (RINGCENTRAL 4, row 11). A row is written before the JWT is sent and taken away by whoever settles the answer, so the count outlives a crash.
/// </summary>
internal sealed class JwtAsks(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Three may be without an answer in this time.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>How long to wait after the first and the second, so that a short outage does not use up the hour.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(3)];

    private const string Lock = "SELECT pg_advisory_xact_lock(@lock)";

    private const string Begin =
        """
        WITH open AS (
          SELECT count(*) AS count, min(asked_at) AS first, max(asked_at) AS last
            FROM jwt_asks WHERE (connection_id = @connection_id OR fingerprint = @fingerprint) AND asked_at > @now - @window AND id <> @id),
        verdict AS (
          SELECT CASE WHEN count = 0 THEN @now WHEN count = 1 THEN last + @first_wait WHEN count = 2 THEN last + @second_wait ELSE first + @window END AS may_at
            FROM open),
        begun AS (
          INSERT INTO jwt_asks (id, connection_id, fingerprint, asked_at)
          SELECT @id, @connection_id, @fingerprint, @now FROM verdict WHERE may_at <= @now
          ON CONFLICT (id) DO NOTHING)
        SELECT may_at FROM verdict
        """;

    private const string Take = "DELETE FROM jwt_asks WHERE id = @id";

    /// <summary>Takes note that a JWT is about to be sent. May be repeated after an unknown outcome.</summary>
    /// <param name="id">The ask's own id.</param>
    /// <param name="connectionId">For which connection, if there is one.</param>
    /// <param name="assertion">The JWT.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where it may be sent now, else when.</returns>
    public async Task<DateTimeOffset?> BeginAsync(Guid id, Guid? connectionId, JwtAssertion assertion, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(assertion.Reveal()));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Two requests with one JWT are counted one after the other.
        await using (var gate = new NpgsqlCommand(Lock, connection))
        {
            gate.Parameters.AddWithValue("lock", BinaryPrimitives.ReadInt64BigEndian(fingerprint));
            await gate.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand(Begin, connection);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.Add(new NpgsqlParameter("connection_id", NpgsqlDbType.Uuid) { Value = (object?)connectionId ?? DBNull.Value });
        command.Parameters.AddWithValue("fingerprint", fingerprint);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("window", Window);
        command.Parameters.AddWithValue("first_wait", Waits[0]);
        command.Parameters.AddWithValue("second_wait", Waits[1]);
        var mayAt = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!);
        await transaction.CommitAsync(cancellationToken);
        return mayAt <= now ? null : mayAt;
    }

    /// <summary>The answer proves that nothing was done.</summary>
    public async Task EndAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await TakeAsync(connection, id, cancellationToken);
    }

    /// <summary>
    /// Takes the row of an answer that is being settled, within the transaction that settles it: an answer is settled once, however often its
    /// transaction is repeated.
    /// </summary>
    /// <returns>False where it was settled before.</returns>
    public static async Task<bool> TakeAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Take, connection);
        command.Parameters.AddWithValue("id", id);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
