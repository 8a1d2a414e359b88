using Npgsql;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Fleet;

/// <summary>What the fleet needs, and what the auth budget carries.</summary>
/// <param name="Warm">Sessions that are kept warm: each is rotated about once per hold.</param>
/// <param name="Idle">Sessions that are kept from lapsing.</param>
/// <param name="Failing">Active sessions whose last ask failed.</param>
/// <param name="Overdue">The longest that a due session has been waiting.</param>
/// <param name="TimeToFirstLoss">When the first session would be lost if keep-alive stopped now; null where there is none.</param>
internal sealed record FleetReading(long Warm, long Idle, long Failing, TimeSpan Overdue, TimeSpan? TimeToFirstLoss)
{
    /// <summary>Rotations per minute that warm sessions need.</summary>
    public double WarmPerMinute { get; init; }

    /// <summary>Rotations per minute that idle sessions need at the least: one in five sevenths of a refresh token's life.</summary>
    public double IdlePerMinute { get; init; }

    /// <summary>Requests per minute that keep-alive may use; null for no limit.</summary>
    public double? BudgetPerMinute { get; init; }

    /// <summary>Whether the budget carries the fleet.</summary>
    public bool IsCarried => BudgetPerMinute is not { } budget || WarmPerMinute + IdlePerMinute <= budget;

    /// <summary>Since when asking is paused because RingCentral refuses us as a client.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Refusals of that kind in a row.</summary>
    public int Refusals { get; init; }

    /// <summary>Sessions whose pair does not open.</summary>
    public long Unopened { get; init; }

    /// <summary>Sessions that are due and wait for their rotation.</summary>
    public long Due { get; init; }
}

/// <summary>Reads the fleet's needs, and sets the pace of idle sessions by them.</summary>
internal sealed class FleetGauge(NpgsqlDataSource dataSource, AuthBudget budget, IdlePace pace, TimeProvider time)
{
    /// <summary>One slot in five is kept for people who are signing in.</summary>
    private const double KeepAliveShare = 0.8;

    /// <summary>Half of the budget is what idle sessions may use (DESIGN 6).</summary>
    private const double IdleShare = 0.5;

    /// <summary>Of a connection with a JWT nothing is lost when its session ends: that opens the next one.</summary>
    private const string Sql =
        """
        SELECT count(*) FILTER (WHERE due_class IN (1, 2)), count(*) FILTER (WHERE due_class = 3), count(*) FILTER (WHERE failures > 0),
               coalesce(extract(epoch FROM @now - min(due_at) FILTER (WHERE due_at < @now)), 0)::float8,
               extract(epoch FROM min(least(refresh_expires_at, session_expires_at, issued_at + make_interval(secs => idle_timeout_seconds)))
                                    FILTER (WHERE j.connection_id IS NULL) - @now)::float8,
               coalesce(sum(60 / greatest(1, extract(epoch FROM hold_until - issued_at))) FILTER (WHERE due_class IN (1, 2)), 0)::float8,
               coalesce(sum(60 * 7 / 5.0 / greatest(1, extract(epoch FROM coalesce(refresh_expires_at, issued_at + interval '7 days') - issued_at)))
                          FILTER (WHERE due_class = 3 AND (refresh_expires_at IS NOT NULL OR j.connection_id IS NOT NULL)), 0)::float8,
               count(*) FILTER (WHERE last_failure = 'vault_unavailable'),
               count(*) FILTER (WHERE due_at <= @now)
          FROM sessions s LEFT JOIN jwt_credentials j USING (connection_id) WHERE due_at IS NOT NULL
        """;

    /// <summary>Reads the whole fleet: once in a while, by one statement over one table.</summary>
    public async Task<FleetReading> ReadAsync(CancellationToken cancellationToken)
    {
        var standing = await budget.StandingAsync(cancellationToken);
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new FleetReading(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetInt64(2),
            TimeSpan.FromSeconds(row.GetDouble(3)),
            row.IsDBNull(4) ? null : TimeSpan.FromSeconds(row.GetDouble(4)))
        {
            WarmPerMinute = row.GetDouble(5),
            IdlePerMinute = row.GetDouble(6),
            BudgetPerMinute = budget.Size is { } size ? size / budget.Window.TotalMinutes * KeepAliveShare : null,
            Unopened = row.GetInt64(7),
            Due = row.GetInt64(8),
            PausedSince = standing.PausedSince,
            Refusals = standing.Refusals,
        };
    }

    /// <summary>How the auth budget stands.</summary>
    public async Task<BudgetReading> ReadBudgetAsync(CancellationToken cancellationToken)
    {
        var standing = await budget.StandingAsync(cancellationToken);
        return new BudgetReading(budget.Limit, budget.Window, budget.Scope, budget.Source)
        {
            PenaltyUntil = standing.PenaltyUntil > time.GetUtcNow() ? standing.PenaltyUntil : null,
        };
    }

    /// <summary>Rotates idle sessions as often as half of the budget allows.</summary>
    public void SetPace(FleetReading reading) => pace.Wanted = PaceOf(reading.Idle);

    /// <summary>The time in which half of the budget rotates so many sessions; zero where the budget is unlimited.</summary>
    public TimeSpan PaceOf(long sessions) =>
        budget.Size is { } size ? TimeSpan.FromMinutes(sessions / (size / budget.Window.TotalMinutes * IdleShare)) : TimeSpan.Zero;
}
