using System.Collections.Concurrent;
using Npgsql;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Groups commits: while one statement is on its way to the database, whatever comes waits and goes with the next one. A single pair never
/// waits for company, and a busy sweep commits hundreds at a time.
/// </summary>
internal sealed class CommitGroups(PairCommits commits)
{
    private const int LargestGroup = 500;

    /// <summary>Two, so that the database works on one group while the next is being written.</summary>
    private const int AtOnce = 2;

    private readonly ConcurrentQueue<Waiting> _queue = new();
    private int _running;

    /// <summary>Commits a pair; false where its row had moved on. A failed group is repeated one by one, so that no pair fails for another's sake.</summary>
    /// <exception cref="NpgsqlException">This pair's own commit failed, or its outcome is unknown; it may be repeated.</exception>
    public Task<bool> CommitAsync(NewPair pair)
    {
        var waiting = new Waiting(pair, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        _queue.Enqueue(waiting);
        StartRunner();
        return waiting.Done.Task;
    }

    private void StartRunner()
    {
        if (Interlocked.Increment(ref _running) <= AtOnce)
        {
            _ = Task.Run(RunAsync);
        }
        else
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task RunAsync()
    {
        var group = new List<Waiting>();
        while (true)
        {
            group.Clear();
            while (group.Count < LargestGroup && _queue.TryDequeue(out var waiting))
            {
                group.Add(waiting);
            }

            if (group.Count == 0)
            {
                break;
            }

            await CommitAsync(group);
        }

        Interlocked.Decrement(ref _running);

        // Somebody may have queued between the last look and the decrement, and started no runner.
        if (!_queue.IsEmpty)
        {
            StartRunner();
        }
    }

    private async Task CommitAsync(IReadOnlyList<Waiting> group)
    {
        try
        {
            var settled = await commits.RunAsync([.. group.Select(waiting => waiting.Pair)], CancellationToken.None);
            foreach (var waiting in group)
            {
                waiting.Done.SetResult(settled.Contains(waiting.Pair.ConnectionId));
            }
        }
        catch (Exception exception) when (group.Count == 1)
        {
            group[0].Done.SetException(exception);
        }
        catch (Exception)
        {
            // Each alone, and each with a failure of its own: see above.
            foreach (var waiting in group)
            {
                await CommitAsync([waiting]);
            }
        }
    }

    private sealed record Waiting(NewPair Pair, TaskCompletionSource<bool> Done);
}
