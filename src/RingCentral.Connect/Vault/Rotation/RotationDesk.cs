using System.Collections.Concurrent;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// The rotations under way on this node. Callers find the task of a rotation here and wait for its end; a stopping node waits for all of them.
/// Other nodes are kept off by the claim in the row, not by this desk.
/// </summary>
internal sealed class RotationDesk(BudgetedClaims claims, Rotator rotator)
{
    private readonly ConcurrentDictionary<Guid, Task<RotationOutcome>> _underWay = new();

    /// <summary>How many rotations are under way.</summary>
    public int Count => _underWay.Count;

    /// <summary>The rotation of a connection that is under way on this node, if any.</summary>
    public Task<RotationOutcome>? JoinAsync(Guid connectionId) => _underWay.GetValueOrDefault(connectionId);

    /// <summary>Starts on a claim. The task ends when the result is written down.</summary>
    /// <param name="permitted">What to rotate.</param>
    /// <param name="answered">Called when a new pair has come, before its commit.</param>
    public Task<RotationOutcome> StartAsync(PermittedClaim permitted, Action? answered = null)
    {
        var (claim, permit) = permitted;
        var task = Task.Run(() => rotator.RotateAsync(claim, permit, answered));
        _underWay[claim.ConnectionId] = task;
        _ = task.ContinueWith(
            ended => _underWay.TryRemove(KeyValuePair.Create(claim.ConnectionId, ended)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    /// <summary>
    /// Budget, then claim, then ask, on demand. Null when the session may not be rotated now, another node has it, or the budget is spent: then its
    /// place in the queue moves up.
    /// </summary>
    public async Task<Task<RotationOutcome>?> TryStartAsync(Guid connectionId, long generation, CancellationToken cancellationToken)
    {
        if (JoinAsync(connectionId) is { } underWay)
        {
            return underWay;
        }

        var permitted = await claims.ClaimOneAsync(connectionId, generation, cancellationToken);
        return permitted is null ? null : StartAsync(permitted);
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
