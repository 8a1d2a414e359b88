using Npgsql;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.KeepAlive.Braking;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>Looks at the whole every few seconds, and opens or closes alarms. Every node with background work does; the book keeps one row.</summary>
internal sealed partial class AlarmWatch(
    FleetBook fleet, FleetMetrics metrics, MassBrake brake, AlarmBook book, TimeProvider time, ILogger<AlarmWatch> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(10);

    /// <summary>Looking reads the whole fleet: it may take up a hundredth of the time.</summary>
    private const int ShareOfTime = 100;

    /// <summary>A due session that waits longer than this is not reached in time.</summary>
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                Log.CannotLook(logger, exception);
            }

            var pause = time.GetElapsedTime(started) * ShareOfTime;
            await Task.Delay(pause > ShortestInterval ? pause : ShortestInterval, time, stoppingToken);
        }
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var reading = (await fleet.TakeAsync(cancellationToken)).Needs;
        metrics.Reading = reading;
        await book.SetAsync(AlarmKind.BudgetTooSmall, "", BudgetDetail(reading), cancellationToken);
        await book.SetAsync(AlarmKind.SweepLagging, "", LagDetail(reading), cancellationToken);
        await book.SetAsync(AlarmKind.Configuration, "", ConfigurationDetail(reading), cancellationToken);
        await book.SetAsync(AlarmKind.VaultUnavailable, "", VaultDetail(reading), cancellationToken);
        var weights = await brake.WeighAsync(cancellationToken);
        metrics.IsBraking = weights.IsTripped;
        await book.SetAsync(AlarmKind.MassBrake, "", BrakeDetail(weights), cancellationToken);
        await brake.ForgetAsync(cancellationToken);
    }

    private static string? BudgetDetail(FleetReading reading) => reading.IsCarried
        ? null
        : FormattableString.Invariant(
            $"Keep-alive needs {reading.WarmPerMinute + reading.IdlePerMinute:0.#} requests a minute, and the auth budget leaves it {reading.BudgetPerMinute:0.#}: it carries about {Carried(reading):0} of {reading.Warm + reading.Idle} sessions as they are used now.");

    private static double Carried(FleetReading reading) =>
        (reading.Warm + reading.Idle) * (reading.BudgetPerMinute ?? 0) / (reading.WarmPerMinute + reading.IdlePerMinute);

    private static string? LagDetail(FleetReading reading) => reading.Overdue > LongestLag && reading.PausedSince is null
        ? FormattableString.Invariant($"A session has been due for {reading.Overdue.TotalMinutes:0} minutes.")
        : null;

    private static string? ConfigurationDetail(FleetReading reading) => reading.PausedSince is null
        ? null
        : $"RingCentral refuses our client id or secret ({reading.Refusals} times in a row). Asking is paused but for a probe every half minute; nobody is flagged.";

    private static string? VaultDetail(FleetReading reading) => reading.Unopened == 0
        ? null
        : $"The token pairs of {reading.Unopened} sessions do not open: a key is missing from the key ring, or its certificate is. Nothing is flagged, nothing is erased.";

    private static string? BrakeDetail(MassBrake.BrakeWeights weights) => weights.IsTripped
        ? $"{weights.Terminal} sessions of {weights.Accounts} accounts seem to have ended within {MassBrake.Window.TotalMinutes} minutes, and only {weights.Rotated} were rotated. Nobody is flagged until this is over."
        : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Alarms could not be looked after; trying again.")]
        public static partial void CannotLook(ILogger logger, Exception exception);
    }
}
