using Npgsql;
using NpgsqlTypes;

namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>
/// Writes down what came of attempts and what follows for the endpoint, both or neither: an endpoint that was reached must not go on counting as one that fails. Should both be
/// lost, the lease ends and the delivery is sent once more. The endpoint is locked before the delivery, as it is where somebody changes it, so that nobody waits in a circle.
/// </summary>
internal sealed class DeliverySettlements(NpgsqlDataSource dataSource, TimeProvider time)
{
    // One that comes late counts all the same: the endpoint has the webhook.
    private const string Delivered =
        """
        UPDATE webhook_deliveries
           SET state = 'delivered', delivered_at = @now, next_attempt_at = NULL, lease_id = NULL, last_response_code = @code, last_error = NULL, last_duration_ms = @took
         WHERE id = @id AND state = 'pending'
        """;

    // Not with every delivery: this row is read with each of them.
    private const string Reached =
        """
        UPDATE webhook_endpoints SET first_failed_at = NULL, last_succeeded_at = @now
         WHERE id = @endpoint_id AND (first_failed_at IS NOT NULL OR last_succeeded_at IS NULL OR last_succeeded_at < @now - interval '1 minute')
        """;

    // Leaves others free to queue deliveries for it.
    private const string LockEndpoint = "SELECT FROM webhook_endpoints WHERE id = @endpoint_id FOR NO KEY UPDATE";

    private const string Failed =
        """
        UPDATE webhook_deliveries
           SET state = CASE WHEN @next::timestamptz IS NULL THEN 'failed' ELSE 'pending' END, next_attempt_at = @next, lease_id = NULL,
               last_response_code = @code, last_error = @error, last_duration_ms = @took
         WHERE id = @id AND lease_id = @lease_id AND state = 'pending'
        """;

    private const string PutBack =
        "UPDATE webhook_deliveries SET attempts = attempts - 1, next_attempt_at = @next, lease_id = NULL, last_error = @error WHERE id = @id AND lease_id = @lease_id AND state = 'pending'";

    /// <summary>Notes the failure; after a day of them, or where the endpoint is gone, it is disabled and administrators are told, in the same moment.</summary>
    private const string Missed =
        """
        WITH missed AS (
          UPDATE webhook_endpoints e
             SET first_failed_at = coalesce(e.first_failed_at, @now),
                 disabled_at = CASE WHEN verdict.given_up THEN @now END,
                 disabled_reason = CASE WHEN verdict.given_up THEN CASE WHEN @gone THEN 'gone' ELSE 'failing' END END,
                 updated_at = CASE WHEN verdict.given_up THEN @now ELSE e.updated_at END
            FROM (SELECT id, @gone OR coalesce(first_failed_at <= @now - @day, false)
                             OR (@last AND (last_succeeded_at IS NULL OR last_succeeded_at < @queued_at)) AS given_up
                    FROM webhook_endpoints WHERE id = @endpoint_id) verdict
           WHERE e.id = verdict.id AND e.disabled_at IS NULL
          RETURNING e.id, e.disabled_at),
        told AS (
          INSERT INTO alarms (id, kind, subject, detail, opened_at, updated_at)
          SELECT @alarm_id, 'webhook_failing', id::text, @detail, @now, @now FROM missed WHERE disabled_at IS NOT NULL
          ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO UPDATE SET detail = excluded.detail, updated_at = excluded.updated_at)
        SELECT disabled_at IS NOT NULL FROM missed
        """;

    private const string DropPending =
        $"""
        UPDATE webhook_deliveries SET state = 'failed', next_attempt_at = NULL, lease_id = NULL, last_error = '{AttemptErrors.EndpointDisabled}'
         WHERE endpoint_id = @endpoint_id AND state = 'pending'
        """;

    public async Task DeliveredAsync(DueDelivery delivery, AttemptResult result, CancellationToken cancellationToken)
    {
        // A batch is one transaction, and one round trip.
        await using var batch = dataSource.CreateBatch();
        foreach (var sql in (string[])[Reached, Delivered])
        {
            var command = new NpgsqlBatchCommand(sql);
            Describe(command.Parameters, delivery, result);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Plans the next attempt, or gives up.</summary>
    /// <returns>Whether this disabled the endpoint.</returns>
    public async Task<bool> FailedAsync(DueDelivery delivery, AttemptResult result, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var lockEndpoint = Command(LockEndpoint, connection, delivery, result);
        await lockEndpoint.ExecuteNonQueryAsync(cancellationToken);
        var isDisabled = await SettleFailureAsync(connection, delivery, result, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isDisabled;
    }

    private async Task<bool> SettleFailureAsync(NpgsqlConnection connection, DueDelivery delivery, AttemptResult result, CancellationToken cancellationToken)
    {
        var next = result.IsGone ? null : RetrySchedule.Next(delivery.QueuedAt, delivery.Attempts, result.RetryAfter, time.GetUtcNow());
        await using var failed = Command(Failed, connection, delivery, result);
        failed.Parameters.Add(new NpgsqlParameter("next", NpgsqlDbType.TimestampTz) { Value = next is { } at ? at : DBNull.Value });
        if (await failed.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false; // Too late: another attempt is under way, or has settled it.
        }

        await using var missed = Command(Missed, connection, delivery, result);
        missed.Parameters.AddWithValue("gone", result.IsGone);
        missed.Parameters.AddWithValue("last", next is null);
        missed.Parameters.AddWithValue("day", RetrySchedule.GiveUpAfter);
        missed.Parameters.AddWithValue("queued_at", delivery.QueuedAt);
        missed.Parameters.Add(new NpgsqlParameter<Guid>("alarm_id", NpgsqlDbType.Uuid) { TypedValue = Guid.CreateVersion7(time.GetUtcNow()) });
        missed.Parameters.AddWithValue("detail", Detail(delivery, result));
        if (await missed.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return false;
        }

        await using var drop = Command(DropPending, connection, delivery, result);
        await drop.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives a delivery back that was not sent, or may not have been.</summary>
    public async Task PutBackAsync(DueDelivery delivery, string? error, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(PutBack);
        Describe(command.Parameters, delivery, new AttemptResult(null, error, TimeSpan.Zero));
        command.Parameters.AddWithValue("next", time.GetUtcNow() + wait);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>By its host alone: the rest of an address may be a secret of its owner's.</summary>
    private static string Detail(DueDelivery delivery, AttemptResult result) => result.IsGone
        ? $"The webhook endpoint at {delivery.Url.Authority} answered 410: it takes no more webhooks. It was disabled."
        : $"No webhook has reached the endpoint at {delivery.Url.Authority} for a day ({result.ResponseCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? result.Error}). It was disabled.";

    private NpgsqlCommand Command(string sql, NpgsqlConnection connection, DueDelivery delivery, AttemptResult result)
    {
        var command = new NpgsqlCommand(sql, connection);
        Describe(command.Parameters, delivery, result);
        return command;
    }

    private void Describe(NpgsqlParameterCollection parameters, DueDelivery delivery, AttemptResult result)
    {
        parameters.AddWithValue("now", time.GetUtcNow());
        parameters.AddWithValue("id", delivery.Id);
        parameters.AddWithValue("endpoint_id", delivery.EndpointId);
        parameters.AddWithValue("lease_id", delivery.LeaseId);
        parameters.Add(new NpgsqlParameter("code", NpgsqlDbType.Integer) { Value = result.ResponseCode is { } code ? code : DBNull.Value });
        parameters.Add(new NpgsqlParameter("error", NpgsqlDbType.Text) { Value = result.Error is { } error ? error : DBNull.Value });
        parameters.AddWithValue("took", (int)result.Took.TotalMilliseconds);
    }
}
