using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Waits for a rotation on behalf of a caller.</summary>
internal sealed class RotationWait(RotationDesk desk, SessionSchedule schedule, CallerTally tally, TimeProvider time)
{
    /// <summary>How often a caller looks whether another node has finished the rotation.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>A caller's wait begins.</summary>
    public CallerWait Begin(TimeSpan atMost) => new(time, atMost);

    /// <summary>One step of the wait: starts it where it is due, joins it where it is under way here, and lets the caller look again otherwise.</summary>
    /// <param name="session">As it was read last.</param>
    /// <param name="waiting">The caller's wait.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public Task WaitAsync(HeldSession session, CallerWait waiting, CancellationToken cancellationToken) =>
        tally.MeasureAsync(token => StepAsync(session, waiting, token), cancellationToken);

    private async Task StepAsync(HeldSession session, CallerWait waiting, CancellationToken cancellationToken)
    {
        waiting.WasDenied = false;
        var toEndOfGrace = session.HoldUntil + schedule.Grace - time.GetUtcNow();
        if (waiting.ForcedFrom != session.Generation && session.FirstAskedAt is null && toEndOfGrace > TimeSpan.Zero)
        {
            await Task.Delay(Shorter(toEndOfGrace, waiting.Left), time, cancellationToken);
            return;
        }

        if (await desk.TryStartAsync(session.ConnectionId, session.Generation, cancellationToken) is { } rotation)
        {
            await Task.WhenAny(rotation, Task.Delay(waiting.Left, time, cancellationToken));
            return;
        }

        waiting.WasDenied = true;
        await Task.Delay(Shorter(PollInterval, waiting.Left), time, cancellationToken);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
