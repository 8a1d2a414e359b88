using System.Diagnostics.Metrics;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Fleet;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>The fleet as metrics, as of the last reading.</summary>
internal sealed class FleetMetrics
{
    public FleetMetrics(IMeterFactory meters, RotationDesk desk)
    {
        var meter = meters.Create(RotationTally.MeterName);
        meter.CreateObservableGauge("connect.sessions.warm", () => Reading?.Warm ?? 0, "{session}", "Sessions that are kept warm.");
        meter.CreateObservableGauge("connect.sessions.idle", () => Reading?.Idle ?? 0, "{session}", "Sessions that are kept from lapsing.");
        meter.CreateObservableGauge("connect.sessions.failing", () => Reading?.Failing ?? 0, "{session}", "Sessions whose last ask failed.");
        meter.CreateObservableGauge("connect.sessions.due", () => Reading?.Due ?? 0, "{session}", "Sessions that are due and wait for their rotation.");
        meter.CreateObservableGauge("connect.brake.on", () => IsBraking ? 1 : 0, "1", "1 while so many sessions seem to have ended at once that none is flagged.");
        meter.CreateObservableGauge("connect.sweep.lag", () => Reading?.Overdue.TotalSeconds ?? 0, "s", "The longest that a due session has been waiting.");
        meter.CreateObservableGauge("connect.time_to_first_loss", () => Reading?.TimeToFirstLoss?.TotalSeconds ?? -1, "s", "When the first session would be lost if keep-alive stopped now; -1 where there is none.");
        meter.CreateObservableGauge("connect.auth_budget.needed", () => Reading is { } r ? r.WarmPerMinute + r.IdlePerMinute : 0, "{request}/min", "Requests that keep-alive needs.");
        meter.CreateObservableGauge("connect.asking.paused", () => Reading?.PausedSince is null ? 0 : 1, "1", "1 while RingCentral refuses us as a client.");
        meter.CreateObservableGauge("connect.alarms.open", CountAlarms, "{alarm}", "Alarms that are on, by kind.");
        meter.CreateObservableGauge("connect.rotations.active", () => desk.Count, "{rotation}", "Rotations under way on this node.");
    }

    /// <summary>What was read last; null before the first reading.</summary>
    public FleetReading? Reading { get; set; }

    /// <summary>The alarms that were on at the last look.</summary>
    public ILookup<AlarmKind, Alarm> OpenAlarms { get; set; } = Array.Empty<Alarm>().ToLookup(alarm => alarm.Kind);

    /// <summary>Whether the mass brake is on.</summary>
    public bool IsBraking { get; set; }

    /// <summary>Every kind, so that a rule of whoever watches sees the end of an alarm as a number too.</summary>
    private IEnumerable<Measurement<int>> CountAlarms() =>
        Enum.GetValues<AlarmKind>().Select(kind => new Measurement<int>(OpenAlarms[kind].Count(), KeyValuePair.Create<string, object?>("kind", SnakeCase.Write(kind))));
}
