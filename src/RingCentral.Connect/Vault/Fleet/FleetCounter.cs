using System.Diagnostics;
using Npgsql;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Vault.Fleet;

/// <summary>Counts the fleet: a few statements that each read a table once. At 1,000,000 connections that is seconds, so nobody waits for it who could have the last count.</summary>
internal sealed class FleetCounter(NpgsqlDataSource dataSource, FleetGauge gauge, TimeProvider time)
{
    private const string ByState = "SELECT state, count(*) FROM connections GROUP BY state";

    private const string ByReason =
        """
        SELECT state, reason, ringcentral_code, count(*) FROM connections WHERE state IN ('needs_reauthorization', 'blocked')
         GROUP BY state, reason, ringcentral_code ORDER BY count(*) DESC, state, reason, ringcentral_code
        """;

    private const string Ends = "least(s.refresh_expires_at, s.session_expires_at, s.issued_at + make_interval(secs => s.idle_timeout_seconds))";

    /// <summary>What is kept alive, by when it would lapse. Of a connection with a JWT nothing lapses: it opens the next session. What is blocked has no health.</summary>
    private static readonly string ByLapse =
        $"""
        SELECT step, count(*) FILTER (WHERE step IS NOT NULL), count(*) FILTER (WHERE expires), count(*) FILTER (WHERE risks AND NOT expires),
               min(session_expires_at) FILTER (WHERE expires), min(ends)
          FROM (
            SELECT CASE WHEN j.connection_id IS NULL AND {Ends} IS NOT NULL
                        THEN least({FleetCensus.LapseSteps - 1}, greatest(0, floor(extract(epoch FROM {Ends} - @now) / @step)))::int END AS step,
                   CASE WHEN j.connection_id IS NULL THEN {Ends} END AS ends, s.session_expires_at,
                   b.id IS NULL AND j.connection_id IS NULL AND coalesce(s.session_expires_at - @now < interval '24 hours', false) AS expires,
                   b.id IS NULL AND (s.failures > 0 OR (j.connection_id IS NULL
                     AND coalesce(s.refresh_expires_at - @now < (s.refresh_expires_at - s.issued_at) / 7, false))) AS risks
              FROM sessions s
              LEFT JOIN (SELECT id FROM connections WHERE state = 'blocked') b ON b.id = s.connection_id
              LEFT JOIN jwt_credentials j ON j.connection_id = s.connection_id
             WHERE s.due_at IS NOT NULL) session
         GROUP BY step
        """;

    private static readonly string Who =
        $"""
        SELECT c.id, coalesce(c.owner_name, 'User ' || c.owner_id), {Ends} FROM sessions s JOIN connections c ON c.id = s.connection_id
         WHERE s.due_at IS NOT NULL AND {Ends} <= @first LIMIT 1
        """;

    /// <summary>Counts.</summary>
    public async Task<FleetCensus> CountAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var (states, reasons) = (await StatesAsync(connection, cancellationToken), await ReasonsAsync(connection, cancellationToken));
        var steps = await StepsAsync(connection, now, cancellationToken);
        var first = steps.Where(step => step.At is not null).Min(step => step.FirstLoss);
        var needs = await gauge.ReadAsync(cancellationToken);
        gauge.SetPace(needs);
        return new FleetCensus
        {
            TakenAt = now,
            States = states,
            Reasons = reasons,
            AtRisk = steps.Sum(step => step.AtRisk),
            Expiring = steps.Sum(step => step.Expiring),
            FirstEnd = steps.Min(step => step.FirstEnd),
            Lapses = [.. Enumerable.Range(0, FleetCensus.LapseSteps).Select(at => steps.FirstOrDefault(step => step.At == at)?.Lapsing ?? 0)],
            First = first is { } moment ? await WhoAsync(connection, moment, cancellationToken) : null,
            Needs = needs,
            Took = Stopwatch.GetElapsedTime(started),
        };
    }

    private static async Task<Dictionary<ConnectionState, long>> StatesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ByState, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var states = new Dictionary<ConnectionState, long>();
        while (await row.ReadAsync(cancellationToken))
        {
            states[SnakeCase.Read<ConnectionState>(row.GetString(0))] = row.GetInt64(1);
        }

        return states;
    }

    private static async Task<List<ReasonCount>> ReasonsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ByReason, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var reasons = new List<ReasonCount>();
        while (await row.ReadAsync(cancellationToken))
        {
            reasons.Add(new ReasonCount(
                SnakeCase.Read<ConnectionState>(row.GetString(0)),
                row.IsDBNull(1) ? null : SnakeCase.Read<StateReason>(row.GetString(1)),
                row.IsDBNull(2) ? null : row.GetString(2),
                row.GetInt64(3)));
        }

        return reasons;
    }

    private static async Task<List<Step>> StepsAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ByLapse, connection);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("step", FleetCensus.LapseStep.TotalSeconds);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var steps = new List<Step>();
        while (await row.ReadAsync(cancellationToken))
        {
            steps.Add(new Step(row.IsDBNull(0) ? null : row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), Moment(row, 4), Moment(row, 5)));
        }

        return steps;
    }

    private static async Task<FirstLoss?> WhoAsync(NpgsqlConnection connection, DateTimeOffset first, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Who, connection);
        command.Parameters.AddWithValue("first", first);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);

        // It may have been rotated since it was counted.
        return await row.ReadAsync(cancellationToken) ? new FirstLoss(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)) : null;
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private sealed record Step(int? At, long Lapsing, long Expiring, long AtRisk, DateTimeOffset? FirstEnd, DateTimeOffset? FirstLoss);
}
