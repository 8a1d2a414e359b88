using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Writes down that a rotation brought no pair, fenced by the generation and session whose refresh token was spent (DESIGN 5, point 4): a result is
/// never dropped because it is late, only because the row has moved on. Each is one statement, and locks sessions before connections.
/// </summary>
internal sealed class RotationSettlements(NpgsqlDataSource dataSource, SessionSchedule schedule, TimeProvider time)
{
    private const string Fence = "s.connection_id = @connection_id AND s.key = @key AND s.generation = @generation";

    /// <summary>
    /// A failure says something of its own claim only: where that has lapsed and another node asks with the same refresh token, the late word must
    /// neither clear the other's claim nor call the old access token safe.
    /// </summary>
    private const string OwnClaim = $"{Fence} AND s.rotation_id = @rotation_id";

    /// <summary>An outage tells of itself once: a failure that was told already is counted, not told again.</summary>
    private const string TellsOfFailure =
        $"""
        counted AS (
          UPDATE connections c SET event_sequence = c.event_sequence + 1
            FROM settled WHERE @is_news AND c.id = settled.connection_id
          RETURNING c.id, c.event_sequence),
        told AS (
          INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor, ringcentral_code, request_id)
          SELECT id, event_sequence, '{EventTypes.RotationFailed}', @now, '{Actors.System}', @failure, @request_id FROM counted)
        """;

    private const string Postponed =
        $"""
        WITH settled AS (
          UPDATE sessions s
             SET rotation_id = NULL, claim_deadline = NULL, due_class = @due_class, due_at = @due_at, failures = s.failures + 1, last_failure = @failure,
                 first_asked_at = CASE WHEN @untouched THEN NULL ELSE s.first_asked_at END,
                 hold_until = CASE WHEN @untouched THEN least(@hold_until, s.access_expires_at) ELSE s.hold_until END
           WHERE {OwnClaim}
          RETURNING s.connection_id),
        {TellsOfFailure}
        SELECT 1 FROM settled
        """;

    private const string LeftActive =
        $"""
        WITH settled AS (
          UPDATE sessions s
             SET rotation_id = NULL, claim_deadline = NULL, first_asked_at = NULL, due_class = @due_class, due_at = @due_at, failures = s.failures + 1, last_failure = @failure
           WHERE {OwnClaim}
          RETURNING s.connection_id),
        changed AS (
          UPDATE connections c
             SET state = @state, state_since = @now, reason = @reason, ringcentral_code = @failure, revision = c.revision + 1,
                 event_sequence = c.event_sequence + 1, updated_at = @now
            FROM settled WHERE c.id = settled.connection_id AND (c.state <> @state OR c.reason IS DISTINCT FROM @reason)
          RETURNING c.id, c.event_sequence),
        told AS (
          INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor, reason, ringcentral_code, request_id)
          SELECT id, event_sequence, @type, @now, 'system', @reason, @failure, @request_id FROM changed)
        SELECT 1 FROM settled
        """;

    private const string RefreshTokenGone =
        $"""
        WITH settled AS (
          UPDATE sessions s
             SET ciphertext = @ciphertext, key_id = @key_id, refresh_expires_at = NULL, rotation_id = NULL, claim_deadline = NULL,
                 due_class = 0, due_at = @now, failures = s.failures + 1, last_failure = @failure
           WHERE {OwnClaim}
          RETURNING s.connection_id),
        {TellsOfFailure}
        SELECT 1 FROM settled
        """;

    private const string WhoStandsThere = "SELECT key FROM sessions WHERE connection_id = @connection_id AND ciphertext IS NOT NULL";

    /// <summary>Puts the next ask off; where the old access token is proven untouched, it may be handed out again until a grace before that.</summary>
    public Task<Settlement> PostponeAsync(RotationClaim claim, RotationPlan.Retry retry, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + retry.Wait;
        var command = Command(Postponed, claim);
        command.Parameters.AddWithValue("due_at", due);
        AddFailure(command, claim, retry);
        command.Parameters.AddWithValue("untouched", retry.Untouched);
        command.Parameters.AddWithValue("hold_until", due - schedule.Grace);
        var isUrgent = !retry.Untouched || claim.Clocks.IsInLastSeventh(due);
        var queue = isUrgent ? DueClass.Urgent : schedule.ClassOf(claim.KeepAlive, claim.LastUse, time.GetUtcNow());
        command.Parameters.AddWithValue("due_class", (int)queue);
        return SettleAsync(command, claim, cancellationToken);
    }

    /// <summary>Flags or blocks the connection, and says so in its history.</summary>
    public Task<Settlement> LeaveActiveAsync(RotationClaim claim, RotationPlan.LeaveActive plan, CancellationToken cancellationToken)
    {
        var command = Command(LeftActive, claim);
        command.Parameters.Add(Nullable("due_at", NpgsqlDbType.TimestampTz, time.GetUtcNow() + plan.ProbeAfter));
        command.Parameters.AddWithValue("failure", plan.Failure);
        command.Parameters.AddWithValue("due_class", (int)DueClass.Idle);
        command.Parameters.AddWithValue("state", SnakeCase.Write(plan.State));
        command.Parameters.AddWithValue("reason", SnakeCase.Write(plan.Reason));
        command.Parameters.AddWithValue("type", plan.State == ConnectionState.Blocked ? EventTypes.Blocked : EventTypes.ReauthorizationRequired);
        command.Parameters.Add(Nullable("request_id", NpgsqlDbType.Text, plan.RequestId));
        return SettleAsync(command, claim, cancellationToken);
    }

    /// <summary>
    /// Takes the refresh token out of a pair, which RingCentral refused for good: a session without one is continued by its connection's JWT, at once
    /// and after a crash as well. The access token stays in doubt.
    /// </summary>
    public Task<Settlement> ForgetRefreshTokenAsync(RotationClaim claim, SealedPair withoutIt, RotationPlan plan, CancellationToken cancellationToken)
    {
        var command = Command(RefreshTokenGone, claim);
        command.Parameters.AddWithValue("ciphertext", withoutIt.Ciphertext);
        command.Parameters.AddWithValue("key_id", withoutIt.KeyId);
        AddFailure(command, claim, plan);
        return SettleAsync(command, claim, cancellationToken);
    }

    private static void AddFailure(NpgsqlCommand command, RotationClaim claim, RotationPlan plan)
    {
        command.Parameters.AddWithValue("failure", plan.Failure);
        command.Parameters.AddWithValue("is_news", claim.Failures == 0 || claim.LastFailure != plan.Failure);
        command.Parameters.Add(Nullable("request_id", NpgsqlDbType.Text, plan.RequestId));
    }

    private async Task<Settlement> SettleAsync(NpgsqlCommand command, RotationClaim claim, CancellationToken cancellationToken)
    {
        await using (command)
        {
            if (await command.ExecuteScalarAsync(cancellationToken) is not null)
            {
                return Settlement.Written;
            }
        }

        return await WhyNotAsync(claim, cancellationToken);
    }

    /// <summary>Why a row did not take a result: another node was first, or the session is not kept any more.</summary>
    public async Task<Settlement> WhyNotAsync(RotationClaim claim, CancellationToken cancellationToken)
    {
        await using var question = dataSource.CreateCommand(WhoStandsThere);
        question.Parameters.AddWithValue("connection_id", claim.ConnectionId);
        return await question.ExecuteScalarAsync(cancellationToken) is Guid key && key == claim.SessionKey
            ? Settlement.Superseded
            : Settlement.Replaced;
    }

    private NpgsqlCommand Command(string sql, RotationClaim claim)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("connection_id", claim.ConnectionId);
        command.Parameters.AddWithValue("key", claim.SessionKey);
        command.Parameters.AddWithValue("generation", claim.Generation);
        command.Parameters.AddWithValue("rotation_id", claim.RotationId);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        return command;
    }

    private static NpgsqlParameter Nullable(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
