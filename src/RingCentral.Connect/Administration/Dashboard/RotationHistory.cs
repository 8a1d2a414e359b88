using Npgsql;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Administration.Dashboard;

/// <summary>Reads the rollups of rotations.</summary>
internal sealed class RotationHistory(NpgsqlDataSource dataSource)
{
    private const int Hours = 24;
    private const int Days = 30;

    private const string ByHour =
        """SELECT date_trunc('hour', "from"), outcome, sum(count)::bigint FROM rotation_rollups WHERE "from" >= @since GROUP BY 1, 2""";

    private const string ByDay =
        """SELECT ("from" AT TIME ZONE 'UTC')::date, sum(count)::bigint FROM rotation_rollups WHERE outcome = @outcome AND "from" >= @since GROUP BY 1""";

    /// <summary>The last 24 hours.</summary>
    public async Task<IReadOnlyList<RotationHour>> HoursAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour - Hours + 1), TimeSpan.Zero);
        await using var command = dataSource.CreateCommand(ByHour);
        command.Parameters.AddWithValue("since", first);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new Dictionary<(DateTimeOffset From, RotationOutcome Outcome), long>();
        while (await row.ReadAsync(cancellationToken))
        {
            // An outcome that only another version knows is none of this chart's.
            if (SnakeCase.TryRead<RotationOutcome>(row.GetString(1), out var outcome))
            {
                counts[(row.GetFieldValue<DateTimeOffset>(0), outcome)] = row.GetInt64(2);
            }
        }

        return [.. Enumerable.Range(0, Hours).Select(at => HourOf(counts, first.AddHours(at)))];
    }

    /// <summary>How many were flagged on each of the last 30 days.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, long Count)>> FlaggedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - Days);
        await using var command = dataSource.CreateCommand(ByDay);
        command.Parameters.AddWithValue("outcome", SnakeCase.Write(RotationOutcome.Flagged));
        command.Parameters.AddWithValue("since", new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new Dictionary<DateOnly, long>();
        while (await row.ReadAsync(cancellationToken))
        {
            counts[row.GetFieldValue<DateOnly>(0)] = row.GetInt64(1);
        }

        return [.. Enumerable.Range(0, Days).Select(first.AddDays).Select(day => (day, counts.GetValueOrDefault(day)))];
    }

    private static RotationHour HourOf(Dictionary<(DateTimeOffset From, RotationOutcome Outcome), long> counts, DateTimeOffset from)
    {
        long Sum(params ReadOnlySpan<RotationOutcome> outcomes)
        {
            var sum = 0L;
            foreach (var outcome in outcomes)
            {
                sum += counts.GetValueOrDefault((from, outcome));
            }

            return sum;
        }

        return new RotationHour(
            from,
            Sum(RotationOutcome.Rotated),
            Sum(RotationOutcome.Postponed, RotationOutcome.Doubted, RotationOutcome.ProvenUntouched),
            Sum(RotationOutcome.HeldBack, RotationOutcome.Misconfigured, RotationOutcome.VaultUnavailable),
            Sum(RotationOutcome.Flagged, RotationOutcome.Blocked, RotationOutcome.RefreshRefused));
    }
}
