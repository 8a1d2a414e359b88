using Npgsql;
using NpgsqlTypes;

namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>
/// Hands out due deliveries, each to one node at a time. A delivery that is handed out is due again when its lease ends: a node that dies in between delays
/// it and loses nothing.
/// </summary>
internal sealed class DeliveryQueue(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>How many of one endpoint are under way on a node.</summary>
    public const int PlacesOfEndpoint = 8;

    /// <summary>Longer than an attempt may take (a minute), and its write.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    /// <summary>An endpoint that fails is tried by one delivery at a time: what has piled up behind it must not take the places of others.</summary>
    private const string Claim =
        """
        WITH due AS MATERIALIZED (
          SELECT d.id
            FROM webhook_endpoints e
           CROSS JOIN LATERAL (
             SELECT id, next_attempt_at FROM webhook_deliveries
              WHERE endpoint_id = e.id AND state = 'pending' AND next_attempt_at <= @now
              ORDER BY next_attempt_at LIMIT CASE WHEN e.first_failed_at IS NULL THEN @of_endpoint ELSE 1 END
                FOR UPDATE SKIP LOCKED) d
           WHERE e.disabled_at IS NULL AND e.id <> ALL(@busy)
           ORDER BY d.next_attempt_at LIMIT @places)
        UPDATE webhook_deliveries d
           SET attempts = d.attempts + 1, lease_id = @lease_id, next_attempt_at = @now + @lease, last_attempt_at = @now
          FROM due, webhook_endpoints e
         WHERE d.id = due.id AND e.id = d.endpoint_id
        RETURNING d.id, d.endpoint_id, d.payload, d.attempts, d.queued_at, e.url, e.secret,
                  CASE WHEN e.previous_secret_until > @now THEN e.previous_secret END, e.first_failed_at IS NOT NULL
        """;

    /// <summary>Takes due deliveries.</summary>
    /// <param name="places">At most so many.</param>
    /// <param name="busy">Endpoints that have enough under way.</param>
    /// <param name="cancellationToken">The node stops.</param>
    public async Task<IReadOnlyList<DueDelivery>> ClaimAsync(int places, Guid[] busy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var lease = Guid.CreateVersion7(now);
        await using var command = dataSource.CreateCommand(Claim);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("lease", Lease);
        command.Parameters.Add(new NpgsqlParameter<Guid>("lease_id", NpgsqlDbType.Uuid) { TypedValue = lease });
        command.Parameters.AddWithValue("of_endpoint", PlacesOfEndpoint);
        command.Parameters.AddWithValue("places", places);
        command.Parameters.Add(new NpgsqlParameter("busy", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = busy });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<DueDelivery>();
        while (await rows.ReadAsync(cancellationToken))
        {
            due.Add(Read(rows, lease));
        }

        return due;
    }

    private static DueDelivery Read(NpgsqlDataReader row, Guid lease) => new()
    {
        Id = row.GetGuid(0),
        EndpointId = row.GetGuid(1),
        LeaseId = lease,
        Payload = row.GetString(2),
        Attempts = row.GetInt32(3),
        QueuedAt = row.GetFieldValue<DateTimeOffset>(4),
        Url = new Uri(row.GetString(5)),
        Secrets = row.IsDBNull(7) ? [row.GetFieldValue<byte[]>(6)] : [row.GetFieldValue<byte[]>(6), row.GetFieldValue<byte[]>(7)],
        IsFailing = row.GetBoolean(8),
    };
}
