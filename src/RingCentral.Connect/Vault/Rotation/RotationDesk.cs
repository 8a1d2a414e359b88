using System.Collections.Concurrent;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// The rotations under way on this node. Callers find the task of a rotation here and wait for its end; a stopping node waits for all of them.
/// Other nodes are kept off by the claim in the row, not by this desk.
/// </summary>
internal sealed class RotationDesk(RotationClaims claims, Rotator rotator)
{
    private readonly ConcurrentDictionary<Guid, Task<RotationOutcome>> _underWay = new();

    /// <summary>How many rotations are under way.</summary>
    public int Count => _underWay.Count;

    /// <summary>The rotation of a connection that is under way on this node, if any.</summary>
    public Task<RotationOutcome>? JoinAsync(Guid connectionId) => _underWay.GetValueOrDefault(connectionId);

    /// <summary>Starts on a claim. The task ends when the result is written down.</summary>
    public Task<RotationOutcome> StartAsync(RotationClaim claim)
    {
        var task = Task.Run(() => rotator.RotateAsync(claim));
        _underWay[claim.ConnectionId] = task;
        _ = task.ContinueWith(
            ended => _underWay.TryRemove(KeyValuePair.Create(claim.ConnectionId, ended)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    /// <summary>Claims and starts one rotation on demand; null when it may not be rotated now, or another node has it.</summary>
    public async Task<Task<RotationOutcome>?> TryStartAsync(Guid connectionId, long generation, CancellationToken cancellationToken)
    {
        if (JoinAsync(connectionId) is { } underWay)
        {
            return underWay;
        }

        var claim = await claims.ClaimOneAsync(connectionId, generation, cancellationToken);
        return claim is null ? null : StartAsync(claim);
    }

    /// <summary>Ends when nothing is under way. Whoever calls it starts nothing more.</summary>
    public async Task DrainAsync()
    {
        while (_underWay.Values.FirstOrDefault() is { } task)
        {
            await task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
