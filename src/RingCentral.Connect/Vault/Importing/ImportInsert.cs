using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Importing;

/// <summary>The statement of an import: connection, session and event of one line, or the id of the connection that is there already.</summary>
internal sealed class ImportInsert(TokenPairProtector protector, SessionSchedule schedule, TimeProvider time)
{
    private const string Sql =
        $"""
        WITH made AS (
          INSERT INTO connections (id, external_id, kind, state, state_since, paused, keep_alive, server_url, owner_id, account_id, scope, metadata,
                                   revision, event_sequence, created_at, updated_at)
          VALUES (@id, @external_id, 'authorization_code', 'active', @now, false, 'default', @server_url, @owner_id, @account_id, @scope, @metadata,
                  0, 1, @now, @now)
          ON CONFLICT (external_id) DO NOTHING
          RETURNING id),
        session AS (
          INSERT INTO sessions (connection_id, key, generation, ciphertext, key_id, ringcentral_session_id, endpoint_id, issued_at, access_expires_at,
                                refresh_expires_at, session_expires_at, idle_timeout_seconds, hold_until, due_class, due_at, failures, last_proven_alive_at)
          SELECT id, id, 1, @ciphertext, @key_id, @session_id, @endpoint_id, @issued_at, @access_expires_at,
                 @refresh_expires_at, @session_expires_at, @idle_timeout_seconds, @hold_until, @due_class, @due_at, 0, @issued_at
            FROM made),
        told AS (
          INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor)
          SELECT id, 1, '{EventTypes.Imported}', @now, @actor FROM made)
        SELECT id, true FROM made
        UNION ALL
        SELECT id, false FROM connections WHERE external_id = @external_id
        """;

    /// <summary>Runs one statement a line, all in one round trip.</summary>
    /// <returns>For each line, the connection's id and whether it was made.</returns>
    public async Task<IReadOnlyList<(Guid ConnectionId, bool Created)>> RunAsync(
        NpgsqlConnection connection, IReadOnlyList<ImportLine> lines, ImportPlan plan, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var line in lines)
        {
            batch.BatchCommands.Add(Command(line, plan, actor, now));
        }

        var results = new List<(Guid, bool)?>(lines.Count);
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            do
            {
                results.Add(await reader.ReadAsync(cancellationToken) ? (reader.GetGuid(0), reader.GetBoolean(1)) : null);
            }
            while (await reader.NextResultAsync(cancellationToken));
        }

        var answers = new List<(Guid, bool)>(lines.Count);
        foreach (var (line, result) in lines.Zip(results))
        {
            answers.Add(result ?? (await FindAsync(connection, line.ExternalId, cancellationToken), false));
        }

        return answers;
    }

    /// <summary>A line that another import stores at the same moment is in the way, but not yet in the statement's sight: a new look finds it.</summary>
    private static async Task<Guid> FindAsync(NpgsqlConnection connection, string externalId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id FROM connections WHERE external_id = $1", connection) { Parameters = { new() { Value = externalId } } };
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id
            ? id
            : throw new InvalidOperationException("An import line was neither stored nor found.");
    }

    private NpgsqlBatchCommand Command(ImportLine line, ImportPlan plan, string actor, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var sealedPair = protector.SealForConnection(id, line.Pair);
        var command = new NpgsqlBatchCommand(Sql);
        var parameters = command.Parameters;
        parameters.AddWithValue("id", id);
        parameters.AddWithValue("external_id", line.ExternalId);
        parameters.AddWithValue("server_url", line.Server.Value);
        parameters.AddWithValue("owner_id", line.OwnerId);
        parameters.Add(Nullable("account_id", NpgsqlDbType.Text, line.AccountId));
        parameters.AddWithValue("scope", line.Reply.Scope);
        parameters.Add(new NpgsqlParameter("metadata", NpgsqlDbType.Jsonb) { Value = line.Metadata ?? "{}" });
        parameters.AddWithValue("ciphertext", sealedPair.Ciphertext);
        parameters.AddWithValue("key_id", sealedPair.KeyId);
        parameters.Add(Nullable("session_id", NpgsqlDbType.Text, line.Reply.SessionId));
        parameters.Add(Nullable("endpoint_id", NpgsqlDbType.Text, line.Reply.EndpointId));
        parameters.AddWithValue("actor", actor);
        parameters.AddWithValue("now", now);
        AddClocks(parameters, SessionClocks.Of(line.Reply), plan, now);
        return command;
    }

    private void AddClocks(NpgsqlParameterCollection parameters, SessionClocks clocks, ImportPlan plan, DateTimeOffset now)
    {
        var hold = schedule.HoldUntil(clocks);
        var due = plan.FirstRotation(clocks, hold, now);
        parameters.AddWithValue("issued_at", clocks.IssuedAt);
        parameters.AddWithValue("access_expires_at", clocks.AccessExpiresAt);
        parameters.Add(Nullable("refresh_expires_at", NpgsqlDbType.TimestampTz, clocks.RefreshExpiresAt));
        parameters.Add(Nullable("session_expires_at", NpgsqlDbType.TimestampTz, clocks.SessionExpiresAt));
        parameters.Add(Nullable("idle_timeout_seconds", NpgsqlDbType.Integer, (int?)clocks.IdleTimeout?.TotalSeconds));
        parameters.AddWithValue("hold_until", hold);
        parameters.AddWithValue("due_class", (int)due.Class);
        parameters.AddWithValue("due_at", due.At);
    }

    private static NpgsqlParameter Nullable(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
