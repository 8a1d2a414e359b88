using Microsoft.Extensions.Options;
using Npgsql;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive.Sweeping;

/// <summary>
/// Finds sessions that are due and has them rotated, never claiming more than can be asked at once. Any number of nodes may sweep at the same
/// time: the claiming statement skips what others hold.
/// </summary>
internal sealed partial class Sweeper(
    BudgetedClaims claims, RotationDesk desk, SweepPlaces places, IOptions<SweepOptions> options, TimeProvider time, ILogger<Sweeper> logger)
{
    /// <summary>The shortest pause between two looks, so that a row due this instant is no busy loop.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>How often to look for budget while work waits for it.</summary>
    private static readonly TimeSpan BudgetPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Sweeps until stopped, waking for what falls due next. What was asked then still goes on: <see cref="RotationDesk.DrainAsync"/>.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await SweepOnceAsync(stoppingToken))
                {
                    await Task.Delay(await PauseAsync(stoppingToken), time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException exception)
            {
                Log.CannotSweep(logger, exception);
                await Task.Delay(options.Value.SweepInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Claims as many due sessions as there are free places and budget for, and starts on them.</summary>
    /// <returns>Whether more may be due that could be asked for now.</returns>
    public async Task<bool> SweepOnceAsync(CancellationToken cancellationToken)
    {
        var free = await places.TakeAsync(cancellationToken);
        IReadOnlyList<PermittedClaim> claimed = [];
        try
        {
            claimed = await claims.ClaimDueAsync(free, cancellationToken);
        }
        finally
        {
            places.GiveBackUnused(free - claimed.Count);
        }

        foreach (var claim in claimed)
        {
            var place = new SweepPlace(places);
            _ = desk.StartAsync(claim, place.Answered)
                .ContinueWith(rotation => Ended(rotation, place), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return claimed.Count == free;
    }

    private void Ended(Task<RotationOutcome> rotation, SweepPlace place)
    {
        place.Ended(rotation.IsCompletedSuccessfully ? rotation.Result : null);
        if (rotation.Exception is { } exception)
        {
            // Its claim lapses, and the session is due again: nothing is lost, but this is a bug.
            Log.Failed(logger, exception);
        }
    }

    private async Task<TimeSpan> PauseAsync(CancellationToken cancellationToken)
    {
        var untilNext = await claims.NextDueAsync(cancellationToken) - time.GetUtcNow();
        if (untilNext is null || untilNext > options.Value.SweepInterval)
        {
            return options.Value.SweepInterval;
        }

        // Where something is due but could not be claimed, budget or another node is the reason: no use in asking more often.
        return untilNext > ShortestPause ? untilNext.Value : claims.IsLimited ? BudgetPause : ShortestPause;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The sweep cannot reach the database; trying again.")]
        public static partial void CannotSweep(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "A rotation failed unexpectedly; its session is due again when the claim lapses.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
