using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// The statements that put pairs into their rows, many at once, each fenced by its session and by a generation. They lock sessions before connections,
/// as everything does, and return the connections whose row took its pair.
/// </summary>
internal static class PairStatement
{
    /// <summary>A new pair: its row has the generation whose refresh token was spent.</summary>
    public const string Commit =
        $"""
        {New} {Settle} AND s.generation = new.spent
        {Settled}
        {Tell}
        SELECT connection_id FROM settled
        """;

    /// <summary>
    /// A pair that the database had and lost: its row has an older generation than the pair. A generation never falls but where the database itself went
    /// back, so whichever is higher is the one that RingCentral knows. No hold falls and no state need change, so the triggers would not tell other nodes.
    /// </summary>
    public const string WriteBack =
        $"""
        {New} {Settle} AND s.generation <= new.spent AND s.ciphertext IS NOT NULL
        {Settled}
        {Tell}
        SELECT connection_id, pg_notify('{ChangeNotices.Channel}', 'connection:' || connection_id) FROM settled
        """;

    /// <summary>A pair proves that the session lives, whatever was believed of it until now.</summary>
    private const string IsBack = "c.state IN ('blocked', 'needs_reauthorization')";

    private const string ShowsChange = $"({IsBack} OR (settled.scope <> '' AND c.scope <> settled.scope))";

    private const string New =
        """
        WITH new AS (
          SELECT * FROM unnest(@ids, @keys, @spent, @ciphertexts, @key_ids, @session_ids, @endpoint_ids, @issued, @access_expires,
                               @refresh_expires, @session_expires, @idle_timeouts, @holds, @due_classes, @dues, @scopes, @tells)
            AS new (connection_id, key, spent, ciphertext, key_id, session_id, endpoint_id, issued_at, access_expires_at,
                    refresh_expires_at, session_expires_at, idle_timeout_seconds, hold_until, due_class, due_at, scope, tells)),
        """;

    private const string Settle =
        """
        settled AS (
          UPDATE sessions s
             SET ciphertext = new.ciphertext, key_id = new.key_id, generation = new.spent + 1, rotation_id = NULL, claim_deadline = NULL,
                 first_asked_at = NULL, failures = 0, last_failure = NULL,
                 ringcentral_session_id = coalesce(new.session_id, s.ringcentral_session_id),
                 endpoint_id = coalesce(new.endpoint_id, s.endpoint_id), issued_at = new.issued_at, access_expires_at = new.access_expires_at,
                 refresh_expires_at = new.refresh_expires_at, session_expires_at = new.session_expires_at,
                 idle_timeout_seconds = coalesce(new.idle_timeout_seconds, s.idle_timeout_seconds), hold_until = new.hold_until,
                 due_class = new.due_class, due_at = new.due_at, last_proven_alive_at = new.issued_at
            FROM new
           WHERE s.connection_id = new.connection_id AND s.key = new.key
        """;

    private const string Settled = "RETURNING s.connection_id, new.scope, new.tells),";

    private const string Tell =
        $"""
        changed AS (
          UPDATE connections c
             SET state = 'active', reason = NULL, ringcentral_code = NULL,
                 state_since = CASE WHEN {IsBack} THEN @now ELSE c.state_since END,
                 scope = CASE settled.scope WHEN '' THEN c.scope ELSE settled.scope END,
                 revision = CASE WHEN {ShowsChange} THEN c.revision + 1 ELSE c.revision END,
                 updated_at = CASE WHEN {ShowsChange} THEN @now ELSE c.updated_at END,
                 event_sequence = CASE WHEN {IsBack} OR settled.tells THEN c.event_sequence + 1 ELSE c.event_sequence END
            FROM settled, connections old
           WHERE c.id = settled.connection_id AND old.id = c.id AND (c.state = 'active' OR {IsBack}) AND ({ShowsChange} OR settled.tells)
          RETURNING c.id, c.event_sequence, old.state, settled.tells),
        told AS (
          INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor)
          SELECT id, event_sequence, CASE state WHEN 'active' THEN @told_as ELSE '{EventTypes.Recovered}' END, @now, '{Actors.System}'
            FROM changed WHERE state <> 'active' OR tells)
        """;
}
