using Npgsql;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>
/// Health is derived and never stored (DESIGN 4), so that nothing tells when it changes: this looks for connections that have become at risk, or expire, and writes it into
/// their histories, once for each incident. One failed ask is no risk yet; three in a row, or the last seventh of a refresh token's life, are.
/// </summary>
internal sealed class HealthNews(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const int Failures = 3;

    /// <summary>How many are told at once: an outage puts the whole fleet at risk, and each look is a bounded piece of work.</summary>
    private const int Batch = 500;

    /// <summary>Any number; it is this work's among the advisory locks. One node looks at a time: two would tell twice.</summary>
    private const string TryLock = "SELECT pg_try_advisory_xact_lock(7305198430217662)";

    private static readonly string Tell =
        $"""
        WITH troubled AS (
          SELECT s.connection_id, s.issued_at, s.authorized_at, s.session_expires_at - @now < interval '24 hours' IS TRUE AS expires
            FROM sessions s
           WHERE ({SessionMapping.Troubled} OR (s.due_class IN (0, 1, 2, 3) AND s.due_at <= @now)) AND s.ciphertext IS NOT NULL
             AND (s.session_expires_at - @now < interval '24 hours' OR s.failures >= {Failures}
                  OR s.refresh_expires_at - @now < (s.refresh_expires_at - s.issued_at) / 7)),
        news AS (
          SELECT t.connection_id, CASE WHEN t.expires THEN '{EventTypes.Expiring}' ELSE '{EventTypes.AtRisk}' END AS type
            FROM troubled t JOIN connections c ON c.id = t.connection_id
           WHERE c.state = 'active' AND (c.kind <> 'jwt' OR NOT t.expires)
             AND NOT EXISTS (
               SELECT 1 FROM connection_events e
                WHERE e.connection_id = t.connection_id
                  AND CASE WHEN t.expires THEN e.type = '{EventTypes.Expiring}' AND e.occurred_at >= coalesce(t.authorized_at, c.created_at)
                           ELSE e.type = '{EventTypes.AtRisk}' AND e.occurred_at >= t.issued_at END)
           LIMIT {Batch}),
        counted AS (
          UPDATE connections c SET event_sequence = c.event_sequence + 1 FROM news WHERE c.id = news.connection_id RETURNING c.id, c.event_sequence, news.type)
        INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor)
        SELECT id, event_sequence, type, @now, '{Actors.System}' FROM counted
        """;

    /// <summary>Looks once.</summary>
    /// <returns>How many connections had news.</returns>
    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var mine = new NpgsqlCommand(TryLock, connection, transaction))
        {
            if (await mine.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return 0;
            }
        }

        await using var command = new NpgsqlCommand(Tell, connection, transaction);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        var told = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return told;
    }
}
