using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.KeepAlive.Braking;
using RingCentral.Connect.KeepAlive.Nodes;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.Administration.Dashboard;

/// <summary>Reads what the overview shows.</summary>
internal sealed class FleetQueries(
    IDbContextFactory<ConnectDbContext> contexts, FleetBook fleet, FleetGauge gauge, RotationHistory rotations, MassBrake brake, TimeProvider time)
{
    /// <summary>Reads it.</summary>
    public async Task<FleetOverview> ReadAsync(CancellationToken cancellationToken)
    {
        var census = await fleet.ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new FleetOverview
        {
            ReadAt = now,
            Census = census,
            Alarms = await context.Alarms.AsNoTracking().Where(alarm => alarm.ClosedAt == null).OrderBy(alarm => alarm.OpenedAt).ToListAsync(cancellationToken),
            Budget = await gauge.ReadBudgetAsync(cancellationToken),
            Rotations = await rotations.HoursAsync(now, cancellationToken),
            Flagged = await rotations.FlaggedAsync(now, cancellationToken),
            Nodes = await context.Nodes.AsNoTracking().OrderByDescending(node => node.SeenAt > now - NodeHeart.Interval * 4).ThenBy(node => node.Name).ToListAsync(cancellationToken),
            Brake = await brake.WeighAsync(cancellationToken),
            BrakedAt = await context.Alarms.Where(alarm => alarm.Kind == AlarmKind.MassBrake).MaxAsync(alarm => (DateTimeOffset?)alarm.OpenedAt, cancellationToken),
        };
    }
}
