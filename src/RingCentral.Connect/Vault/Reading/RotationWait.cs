using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Waits for a rotation on behalf of a caller.</summary>
internal sealed class RotationWait(RotationDesk desk, SessionSchedule schedule, CallerTally tally, TimeProvider time)
{
    /// <summary>How often a caller looks whether another node has finished the rotation.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>One step of the wait: starts it where it is due, joins it where it is under way here, and lets the caller look again otherwise.</summary>
    /// <param name="session">As it was read last.</param>
    /// <param name="atMost">The longest that this step may take.</param>
    /// <param name="forced">The hold was broken: nothing is waited for but the rotation itself.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public Task WaitAsync(Session session, TimeSpan atMost, bool forced, CancellationToken cancellationToken) =>
        tally.MeasureAsync(token => StepAsync(session, atMost, forced, token), cancellationToken);

    private async Task StepAsync(Session session, TimeSpan atMost, bool forced, CancellationToken cancellationToken)
    {
        var toEndOfGrace = session.HoldUntil + schedule.Grace - time.GetUtcNow();
        if (!forced && session.FirstAskedAt is null && toEndOfGrace > TimeSpan.Zero)
        {
            await Task.Delay(Shorter(toEndOfGrace, atMost), time, cancellationToken);
            return;
        }

        if (await desk.TryStartAsync(session.ConnectionId, session.Generation, cancellationToken) is { } rotation)
        {
            await Task.WhenAny(rotation, Task.Delay(atMost, time, cancellationToken));
            return;
        }

        await Task.Delay(Shorter(PollInterval, atMost), time, cancellationToken);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
