using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.KeepAlive.Braking;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>What can be the matter with the fleet as a whole. Looking reads all of it once, for the metrics too.</summary>
internal sealed class FleetAlarms(FleetBook fleet, FleetMetrics metrics, MassBrake brake) : IAlarmSource
{
    /// <summary>A due session that waits longer than this is not reached in time.</summary>
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(2);

    public IReadOnlyList<AlarmKind> Kinds { get; } =
        [AlarmKind.BudgetTooSmall, AlarmKind.SweepLagging, AlarmKind.Configuration, AlarmKind.VaultUnavailable, AlarmKind.MassBrake];

    public async Task<IReadOnlyList<Trouble>> LookAsync(IReadOnlyList<Alarm> open, CancellationToken cancellationToken)
    {
        var reading = (await fleet.TakeAsync(cancellationToken)).Needs;
        metrics.Reading = reading;
        var weights = await brake.WeighAsync(cancellationToken);
        metrics.IsBraking = weights.IsTripped;
        await brake.ForgetAsync(cancellationToken);
        (AlarmKind Kind, string? Detail)[] looked =
        [
            (AlarmKind.BudgetTooSmall, BudgetDetail(reading)),
            (AlarmKind.SweepLagging, LagDetail(reading)),
            (AlarmKind.Configuration, ConfigurationDetail(reading)),
            (AlarmKind.VaultUnavailable, VaultDetail(reading)),
            (AlarmKind.MassBrake, BrakeDetail(weights)),
        ];
        return [.. looked.Where(one => one.Detail is not null).Select(one => new Trouble(one.Kind, "", one.Detail))];
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
}
