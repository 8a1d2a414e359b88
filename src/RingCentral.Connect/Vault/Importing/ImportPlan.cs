using Npgsql;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Fleet;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Importing;

/// <summary>Begins the plan of an import by the size of the fleet that is there.</summary>
internal sealed class ImportPlanning(NpgsqlDataSource dataSource, FleetGauge fleet, SessionSchedule schedule)
{
    /// <summary>PostgreSQL's own estimate: an import of one line must not count a million rows.</summary>
    private const string Estimate = "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'sessions'::regclass";

    /// <summary>A plan for one import.</summary>
    public async Task<ImportPlan> BeginAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Estimate);
        return new ImportPlan(schedule, fleet.PaceOf, (long)(await command.ExecuteScalarAsync(cancellationToken))!);
    }
}

/// <summary>
/// Spreads the first rotations of imported sessions: what dies first goes first, and the rest evenly over the time in which the auth budget carries the
/// fleet, the lines before included. One import's own; not for use by several threads.
/// </summary>
/// <param name="schedule">When sessions are due otherwise.</param>
/// <param name="paceOf">How often a fleet of a size is rotated.</param>
/// <param name="fleet">Sessions that were there before.</param>
internal sealed class ImportPlan(SessionSchedule schedule, Func<long, TimeSpan> paceOf, long fleet)
{
    /// <summary>Overdue sessions are due within this time, so that an import is no burst at RingCentral.</summary>
    public static readonly TimeSpan Spread = TimeSpan.FromMinutes(1);

    /// <summary>Sessions that are equally urgent drift apart by this part of <see cref="Spread"/>.</summary>
    private const double Jitter = 0.05;

    private long _fleet = fleet;

    /// <summary>When the session is rotated first.</summary>
    /// <param name="clocks">Its clocks.</param>
    /// <param name="holdUntil">The end of its hold.</param>
    /// <param name="now">The time.</param>
    public Due FirstRotation(SessionClocks clocks, DateTimeOffset holdUntil, DateTimeOffset now)
    {
        _fleet++;
        var due = schedule.NextDue(clocks, holdUntil, KeepAlivePreference.Default, lastUse: null);
        if (due.Class == DueClass.Warm)
        {
            return due.At > now ? due : Overdue(clocks, due.Class, now);
        }

        var latest = Latest(clocks, due);
        var earliest = Later(now, holdUntil + schedule.Grace);
        return latest > earliest
            ? due with { At = earliest + ((latest - earliest) * Random.Shared.NextDouble()) }
            : latest > now ? due with { At = earliest } : Overdue(clocks, due.Class, now);
    }

    /// <summary>Without a known end of the refresh token, or with an idle timeout, the schedule's own word stands.</summary>
    private DateTimeOffset Latest(SessionClocks clocks, Due due) =>
        clocks is { RefreshExpiresAt: { } end, IdleTimeout: null }
            ? clocks.IssuedAt + new IdlePace { Wanted = paceOf(_fleet) }.For(end - clocks.IssuedAt)
            : due.At;

    /// <summary>At once, in the order of dying; in the last seventh before everything else.</summary>
    private static Due Overdue(SessionClocks clocks, DueClass queue, DateTimeOffset now)
    {
        var left = clocks.RefreshExpiresAt is { } end && end > clocks.IssuedAt ? Math.Clamp((end - now) / (end - clocks.IssuedAt), 0, 1) : 1;
        var at = now + (Spread * ((left * (1 - Jitter)) + (Random.Shared.NextDouble() * Jitter)));
        return new Due(clocks.IsInLastSeventh(now) ? DueClass.Urgent : queue, at);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
