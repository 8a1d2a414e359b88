using Hangfire.Server;
using Microsoft.Extensions.Options;
using Npgsql;

namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>Sends what is due, on every node with background work, so many at once and of each endpoint a few.</summary>
internal sealed partial class DeliveryProcess(
    DeliveryQueue queue, DeliveryAttempt attempts, IOptions<WebhookOptions> options, TimeProvider time, ILogger<DeliveryProcess> logger) : IBackgroundProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Places that come free within this time are filled by one look into the queue.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a node that stops waits for answers.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public void Execute(BackgroundProcessContext context) => RunAsync(context.StoppingToken).GetAwaiter().GetResult();

    /// <summary>Runs until the node stops, and then until nothing is under way.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var givingUp = new CancellationTokenSource();
        await using var stop = stopping.Register(() => givingUp.CancelAfter(Grace));
        var running = new List<UnderWay>();
        while (!stopping.IsCancellationRequested)
        {
            var claimed = await ClaimAsync(running, stopping);
            foreach (var delivery in claimed)
            {
                running.Add(new UnderWay(delivery, attempts.RunAsync(delivery, givingUp.Token)));
            }

            // What was found may not have been all: then the next look is when a place comes free.
            await WaitAsync(claimed.Count > 0 ? running.Select(one => one.Attempt) : [], stopping);
            running.RemoveAll(one => one.Attempt.IsCompletedSuccessfully);
            await Task.WhenAll(running.Select(one => one.Attempt).Where(attempt => attempt.IsCompleted));
        }

        await Task.WhenAll(running.Select(one => one.Attempt));
    }

    private async Task<IReadOnlyList<DueDelivery>> ClaimAsync(List<UnderWay> running, CancellationToken stopping)
    {
        var places = options.Value.Concurrency - running.Count;
        if (places <= 0)
        {
            return [];
        }

        var busy = running.GroupBy(one => one.Delivery.EndpointId)
            .Where(group => group.Count() >= DeliveryQueue.PlacesOfEndpoint || group.Any(one => one.Delivery.IsFailing)).Select(group => group.Key).ToArray();
        try
        {
            return await queue.ClaimAsync(places, busy, stopping);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            if (!stopping.IsCancellationRequested)
            {
                Log.CannotRun(logger, exception);
            }

            return [];
        }
    }

    private async Task WaitAsync(IEnumerable<Task> running, CancellationToken stopping)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pause = Task.Delay(Interval, time, woken.Token);
        if (await Task.WhenAny([pause, .. running]) != pause)
        {
            await woken.CancelAsync();
            await Task.Delay(Gather, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed record UnderWay(DueDelivery Delivery, Task Attempt);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The queue of webhooks cannot be read; trying again.")]
        public static partial void CannotRun(ILogger logger, Exception exception);
    }
}
