using System.ComponentModel;
using Microsoft.Extensions.Options;
using Npgsql;

namespace RingCentral.Connect.KeepAlive.Rollups;

/// <summary>Gathers minutes into hours, gives up pairs that nothing can bring back, and forgets what is past its time.</summary>
internal sealed class RetentionJob(NpgsqlDataSource dataSource, IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>Every hour, some minutes after it.</summary>
    public const string Schedule = "7 * * * *";

    /// <summary>Minutes stay this long: charts of a day are drawn from them.</summary>
    private static readonly TimeSpan KeepMinutes = TimeSpan.FromHours(2);

    /// <summary>They count for an hour, and settle what comes later than that.</summary>
    private static readonly TimeSpan KeepJwtAsks = TimeSpan.FromDays(1);

    private const string Gather =
        """
        WITH minutes AS (
          DELETE FROM rotation_rollups WHERE seconds = 60 AND "from" < date_trunc('hour', @now - @keep_minutes) RETURNING "from", outcome, count)
        INSERT INTO rotation_rollups ("from", seconds, outcome, count)
        SELECT date_trunc('hour', "from"), 3600, outcome, sum(count)::bigint FROM minutes GROUP BY 1, 3 ORDER BY 1, 3
        ON CONFLICT ("from", seconds, outcome) DO UPDATE SET count = rotation_rollups.count + excluded.count
        """;

    /// <summary>
    /// The pair of a flagged connection is kept until the refresh token's own end, so that a false flag can be undone; then it is nothing. A JWT's session
    /// may have none.
    /// </summary>
    private const string GiveUpDeadPairs =
        """
        UPDATE sessions s SET ciphertext = NULL, key_id = NULL
          FROM connections c
         WHERE c.id = s.connection_id AND c.state = 'needs_reauthorization' AND s.ciphertext IS NOT NULL
           AND (s.refresh_expires_at < @now OR (c.kind = 'jwt' AND s.refresh_expires_at IS NULL AND s.access_expires_at < @now))
        """;

    private const string Forget =
        """
        WITH events AS (DELETE FROM connection_events WHERE occurred_at < @now - @events),
             answers AS (DELETE FROM idempotent_requests WHERE started_at < @now - interval '24 hours'),
             asks AS (DELETE FROM jwt_asks WHERE asked_at < @now - @jwt_asks),
             deliveries AS (DELETE FROM webhook_deliveries WHERE created_at < @now - @deliveries AND state <> 'pending'),
             mails AS (DELETE FROM mails WHERE state <> 'pending' AND created_at < @now - @mails),
             invitations AS (DELETE FROM connect_sessions WHERE created_at < @now - interval '30 days' AND complete_by IS NULL),
             people AS (
               UPDATE connections SET owner_name = NULL, owner_email = NULL, extension_number = NULL, revision = revision + 1, updated_at = @now
                WHERE state = 'disconnected' AND state_since < @now - @personal_data AND coalesce(owner_name, owner_email, extension_number) IS NOT NULL),
             links AS (DELETE FROM admin_sign_in_links WHERE expires_at < @now - interval '30 days'),
             admin_sessions AS (
               UPDATE admin_sessions SET name = NULL, subject = NULL, address = NULL, user_agent = NULL
                WHERE ends_at < @now - @personal_data AND coalesce(name, subject, address, user_agent) IS NOT NULL),
             uses AS (DELETE FROM token_uses WHERE day < (@now - interval '31 days')::date),
             works AS (DELETE FROM bulk_works WHERE created_at < @now - @personal_data),
             audit AS (DELETE FROM audit_log WHERE at < @now - @audit),
             rollups AS (DELETE FROM rotation_rollups WHERE "from" < @now - @rollups)
        DELETE FROM alarms WHERE closed_at < @now - @alarms
        """;

    /// <summary>
    /// Administrators become the number of a session that nobody is named in any more: what one did can still be told from what others did. A statement of its own after
    /// <see cref="Forget"/>: no row is changed twice in one.
    /// </summary>
    private const string Pseudonymise =
        """
        UPDATE audit_log
           SET actor_name = CASE WHEN actor_kind = 'admin' THEN NULL ELSE actor_name END, actor_subject = NULL, address = NULL,
               before = regexp_replace(before::text, '[^"[:space:]]+@[^"[:space:]]+', '***', 'g')::jsonb,
               after = regexp_replace(after::text, '[^"[:space:]]+@[^"[:space:]]+', '***', 'g')::jsonb
         WHERE at < @now - @personal_data
           AND (address IS NOT NULL OR actor_subject IS NOT NULL OR (actor_kind = 'admin' AND actor_name IS NOT NULL) OR before::text LIKE '%@%' OR after::text LIKE '%@%')
        """;

    [DisplayName("Retention: gather rollups, forget what is past its time")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(Gather, cancellationToken, ("keep_minutes", KeepMinutes));
        await ExecuteAsync(GiveUpDeadPairs, cancellationToken);
        await ExecuteAsync(
            Forget,
            cancellationToken,
            ("events", options.Value.Events),
            ("jwt_asks", KeepJwtAsks),
            ("deliveries", options.Value.WebhookDeliveries),
            ("rollups", options.Value.Rollups),
            ("alarms", options.Value.Alarms),
            ("mails", options.Value.Mails),
            ("audit", options.Value.Audit),
            ("personal_data", options.Value.PersonalData));
        await ExecuteAsync(Pseudonymise, cancellationToken, ("personal_data", options.Value.PersonalData));
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, TimeSpan Value)[] parameters)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
