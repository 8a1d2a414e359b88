using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Commits new pairs, many in one statement, each fenced by the generation and session whose refresh token was spent (DESIGN 5, point 4). Locks
/// sessions before connections, as everything does.
/// </summary>
internal sealed class PairCommits(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>A pair proves that the session lives, whatever was believed of it until now.</summary>
    private const string IsBack = "c.state IN ('blocked', 'needs_reauthorization')";

    private const string ShowsChange = $"({IsBack} OR (settled.scope <> '' AND c.scope <> settled.scope))";

    private const string Sql =
        $"""
        WITH new AS (
          SELECT * FROM unnest(@ids, @keys, @generations, @ciphertexts, @key_ids, @session_ids, @endpoint_ids, @issued, @access_expires,
                               @refresh_expires, @session_expires, @idle_timeouts, @holds, @due_classes, @dues, @scopes, @had_failed)
            AS new (connection_id, key, generation, ciphertext, key_id, session_id, endpoint_id, issued_at, access_expires_at,
                    refresh_expires_at, session_expires_at, idle_timeout_seconds, hold_until, due_class, due_at, scope, had_failed)),
        settled AS (
          UPDATE sessions s
             SET ciphertext = new.ciphertext, key_id = new.key_id, generation = s.generation + 1, rotation_id = NULL, claim_deadline = NULL,
                 first_asked_at = NULL, failures = 0, last_failure = NULL,
                 ringcentral_session_id = coalesce(new.session_id, s.ringcentral_session_id),
                 endpoint_id = coalesce(new.endpoint_id, s.endpoint_id), issued_at = new.issued_at, access_expires_at = new.access_expires_at,
                 refresh_expires_at = new.refresh_expires_at, session_expires_at = new.session_expires_at,
                 idle_timeout_seconds = coalesce(new.idle_timeout_seconds, s.idle_timeout_seconds), hold_until = new.hold_until,
                 due_class = new.due_class, due_at = new.due_at, last_proven_alive_at = new.issued_at
            FROM new
           WHERE s.connection_id = new.connection_id AND s.key = new.key AND s.generation = new.generation
          RETURNING s.connection_id, new.scope, new.had_failed),
        changed AS (
          UPDATE connections c
             SET state = 'active', reason = NULL, ringcentral_code = NULL,
                 state_since = CASE WHEN {IsBack} THEN @now ELSE c.state_since END,
                 scope = CASE settled.scope WHEN '' THEN c.scope ELSE settled.scope END,
                 revision = CASE WHEN {ShowsChange} THEN c.revision + 1 ELSE c.revision END,
                 updated_at = CASE WHEN {ShowsChange} THEN @now ELSE c.updated_at END,
                 event_sequence = CASE WHEN {IsBack} OR settled.had_failed THEN c.event_sequence + 1 ELSE c.event_sequence END
            FROM settled, connections old
           WHERE c.id = settled.connection_id AND old.id = c.id AND (c.state = 'active' OR {IsBack}) AND ({ShowsChange} OR settled.had_failed)
          RETURNING c.id, c.event_sequence, old.state, settled.had_failed),
        told AS (
          INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor)
          SELECT id, event_sequence, CASE state WHEN 'active' THEN '{EventTypes.RotationResumed}' ELSE '{EventTypes.Recovered}' END, @now, '{Actors.System}'
            FROM changed WHERE state <> 'active' OR had_failed)
        SELECT connection_id FROM settled
        """;

    /// <summary>Commits the pairs.</summary>
    /// <returns>The connections whose row took its pair; the others had moved on.</returns>
    public async Task<IReadOnlySet<Guid>> RunAsync(IReadOnlyList<NewPair> pairs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        AddFence(command.Parameters, pairs);
        AddClocks(command.Parameters, pairs);
        var settled = new HashSet<Guid>(pairs.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            settled.Add(reader.GetGuid(0));
        }

        return settled;
    }

    private static void AddFence(NpgsqlParameterCollection parameters, IReadOnlyList<NewPair> pairs)
    {
        Add(parameters, "ids", NpgsqlDbType.Uuid, pairs, pair => pair.Claim.ConnectionId);
        Add(parameters, "keys", NpgsqlDbType.Uuid, pairs, pair => pair.Claim.SessionKey);
        Add(parameters, "generations", NpgsqlDbType.Bigint, pairs, pair => pair.Claim.Generation);
        Add(parameters, "ciphertexts", NpgsqlDbType.Bytea, pairs, pair => pair.Pair.Ciphertext);
        Add(parameters, "key_ids", NpgsqlDbType.Uuid, pairs, pair => pair.Pair.KeyId);
        Add(parameters, "session_ids", NpgsqlDbType.Text, pairs, pair => pair.SessionId);
        Add(parameters, "endpoint_ids", NpgsqlDbType.Text, pairs, pair => pair.EndpointId);
        Add(parameters, "scopes", NpgsqlDbType.Text, pairs, pair => pair.Scope);
        Add(parameters, "had_failed", NpgsqlDbType.Boolean, pairs, pair => pair.Claim.Failures > 0);
    }

    private static void AddClocks(NpgsqlParameterCollection parameters, IReadOnlyList<NewPair> pairs)
    {
        Add(parameters, "issued", NpgsqlDbType.TimestampTz, pairs, pair => pair.Clocks.IssuedAt);
        Add(parameters, "access_expires", NpgsqlDbType.TimestampTz, pairs, pair => pair.Clocks.AccessExpiresAt);
        Add(parameters, "refresh_expires", NpgsqlDbType.TimestampTz, pairs, pair => pair.Clocks.RefreshExpiresAt);
        Add(parameters, "session_expires", NpgsqlDbType.TimestampTz, pairs, pair => pair.Clocks.SessionExpiresAt);
        Add(parameters, "idle_timeouts", NpgsqlDbType.Integer, pairs, pair => (int?)pair.Clocks.IdleTimeout?.TotalSeconds);
        Add(parameters, "holds", NpgsqlDbType.TimestampTz, pairs, pair => pair.HoldUntil);
        Add(parameters, "due_classes", NpgsqlDbType.Integer, pairs, pair => (int)pair.Due.Class);
        Add(parameters, "dues", NpgsqlDbType.TimestampTz, pairs, pair => pair.Due.At);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, string name, NpgsqlDbType type, IReadOnlyList<NewPair> pairs, Func<NewPair, T> value) =>
        parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = pairs.Select(value).ToArray() });
}
