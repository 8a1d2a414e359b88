using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Reading.Demands;

/// <summary>
/// Rotates a session now, whatever was promised of its token, and hands nothing out. A paused connection is rotated like any other; a blocked one is asked for ahead of its
/// time, since whoever has just lifted the block wants to know.
/// </summary>
internal sealed class RotationDemand(ConnectionReader connections, RotationWait wait, Holds holds, DemandLimit limit)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>Rotates once.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="maxWait">How long the caller may wait.</param>
    /// <param name="cancellationToken">The caller left; a rotation under way goes on.</param>
    public Task<RotationDemandResult> RunAsync(Guid id, TimeSpan maxWait, CancellationToken cancellationToken) => RunAsync(id, maxWait, isCheck: false, cancellationToken);

    /// <summary>
    /// Asks once more for a flagged connection whose pair has not run out: where RingCentral gives a new pair after all, the connection is active again; where it refuses, nothing changes.
    /// </summary>
    /// <param name="id">The connection.</param>
    /// <param name="maxWait">How long the caller may wait.</param>
    /// <param name="cancellationToken">The caller left; a rotation under way goes on.</param>
    public async Task<RotationDemandResult> CheckAsync(Guid id, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        await holds.ReopenAsync(id, cancellationToken);
        return await RunAsync(id, maxWait, isCheck: true, cancellationToken);
    }

    private async Task<RotationDemandResult> RunAsync(Guid id, TimeSpan maxWait, bool isCheck, CancellationToken cancellationToken)
    {
        var waiting = wait.Begin(maxWait);
        Session? first = null;
        while (true)
        {
            var snapshot = await connections.FindAsync(id, cancellationToken);
            if (snapshot is null)
            {
                return new RotationDemandResult.NotFound();
            }

            if (Session(snapshot, isCheck) is not { } session)
            {
                return new RotationDemandResult.Refused(snapshot.Connection);
            }

            if (first is null)
            {
                if (limit.Take(id) is { } tooSoon)
                {
                    return new RotationDemandResult.Limited(tooSoon);
                }

                first = session;
                waiting.ForcedFrom = session.Generation;
                await holds.BreakAsync(HeldSession.Of(snapshot.Connection, session), cancellationToken);
            }
            else if (session.Generation != first.Generation)
            {
                return new RotationDemandResult.Rotated(snapshot);
            }

            if (session.Failures > first.Failures || waiting.Left == TimeSpan.Zero)
            {
                return Failed(snapshot, session);
            }

            await wait.WaitAsync(HeldSession.Of(snapshot.Connection, session), waiting, cancellationToken);
        }
    }

    private static Session? Session(ConnectionSnapshot snapshot, bool isCheck) =>
        snapshot is { Connection.State: var state, Session: { Ciphertext: not null, DueAt: not null } session }
        && (state is ConnectionState.Active or ConnectionState.Blocked || (isCheck && state == ConnectionState.NeedsReauthorization))
            ? session
            : null;

    private static RotationDemandResult Failed(ConnectionSnapshot snapshot, Session session)
    {
        if (snapshot.Connection.State == ConnectionState.Blocked)
        {
            return new RotationDemandResult.Refused(snapshot.Connection);
        }

        if (session.LastFailure == FailureNames.VaultUnavailable)
        {
            return new RotationDemandResult.VaultUnavailable();
        }

        var next = session.DueAt!.Value - snapshot.ReadAt;
        return new RotationDemandResult.Unavailable(next > ShortestWait ? next : ShortestWait);
    }
}

/// <summary>How a demand for a rotation ended.</summary>
internal abstract record RotationDemandResult
{
    private RotationDemandResult()
    {
    }

    /// <summary>A new pair stands in the row.</summary>
    public sealed record Rotated(ConnectionSnapshot Connection) : RotationDemandResult;

    /// <summary>There is no such connection.</summary>
    public sealed record NotFound : RotationDemandResult;

    /// <summary>The connection's state forbids it, or has turned out to.</summary>
    public sealed record Refused(Connection Connection) : RotationDemandResult;

    /// <summary>It could not be rotated now; it is the next to be tried.</summary>
    public sealed record Unavailable(TimeSpan RetryAfter) : RotationDemandResult;

    /// <summary>The stored pair does not open.</summary>
    public sealed record VaultUnavailable : RotationDemandResult;

    /// <summary>Too much was demanded of this connection.</summary>
    public sealed record Limited(TimeSpan RetryAfter) : RotationDemandResult;
}
