using Npgsql;

namespace RingCentral.Connect.Benchmarks.Seeding;

/// <summary>
/// Fills a migrated database with connections and sessions at rest. Their ids rise with time, as version 7 does. Their pairs are of the usual size and
/// open for nobody.
/// </summary>
internal static class FleetSeed
{
    private const string Connections =
        """
        INSERT INTO connections (id, external_id, kind, state, state_since, paused, keep_alive, server_url, owner_id, account_id, owner_name, owner_email,
                                 extension_number, scope, metadata, revision, event_sequence, created_at, updated_at)
        SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - @count + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 5, 15))::uuid,
               'user-' || n, 'authorization_code', 'active', now(), false, 'default', 'http://127.0.0.1:9', (300000000 + n)::text,
               (400000000 + n / 20)::text, 'User ' || n, 'user' || n || '@example.com', (1000 + n % 9000)::text, 'ReadAccounts',
               jsonb_build_object('tenant', 't' || n % 1000, 'plan', CASE n % 3 WHEN 0 THEN 'gold' ELSE 'free' END, 'region', CASE WHEN n > @count * 0.7 THEN 'eu' ELSE 'us' END),
               1, 1, now(), now()
          FROM generate_series(1, @count) n
        """;

    /// <summary>Two thirds of an idle period lie between the first and the last that falls due.</summary>
    private const string Sessions =
        """
        INSERT INTO sessions (connection_id, key, generation, ciphertext, key_id, issued_at, access_expires_at, refresh_expires_at, hold_until, due_at, due_class,
                              failures, last_proven_alive_at)
        SELECT id, gen_random_uuid(), 1, decode(repeat(md5(id::text), 25), 'hex'), gen_random_uuid(), now(), now() + interval '1 hour', now() + interval '7 days',
               now() + interval '50 minutes', now() + interval '1 day' + random() * interval '4 days', 3, 0, now()
          FROM connections
        """;

    /// <summary>One in two hundred needs its user, one in a thousand is blocked, one in fifty was disconnected; one in a thousand fails, and as many are about to end.</summary>
    private const string Vary =
        """
        UPDATE connections SET state = CASE WHEN right(owner_id, 3) IN ('000', '200', '400', '600', '800') THEN 'needs_reauthorization' WHEN right(owner_id, 3) = '001' THEN 'blocked' ELSE 'disconnected' END
         WHERE right(owner_id, 3) IN ('000', '200', '400', '600', '800', '001') OR right(owner_id, 2) IN ('17', '67');
        UPDATE sessions s SET failures = CASE WHEN right(c.owner_id, 3) = '333' THEN 2 ELSE 0 END,
                              session_expires_at = CASE WHEN right(c.owner_id, 3) = '444' THEN now() + interval '12 hours' END,
                              due_at = CASE WHEN c.state IN ('needs_reauthorization', 'disconnected') THEN NULL ELSE s.due_at END
          FROM connections c WHERE c.id = s.connection_id AND (c.state <> 'active' OR right(c.owner_id, 3) IN ('333', '444'));
        """;

    public static async Task FillAsync(NpgsqlDataSource database, int count, CancellationToken cancellationToken)
    {
        foreach (var sql in new[] { Connections, Sessions, "VACUUM ANALYZE connections", "VACUUM ANALYZE sessions" })
        {
            await using var command = database.CreateCommand(sql);
            command.CommandTimeout = 0;
            if (sql == Connections)
            {
                command.Parameters.AddWithValue("count", count);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Gives the connections of a fleet the states and troubles that a real one has.</summary>
    public static async Task VaryAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        foreach (var sql in new[] { Vary, "VACUUM ANALYZE connections", "VACUUM ANALYZE sessions" })
        {
            await using var command = database.CreateCommand(sql);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
