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
        var running = new Dictionary<Task, DueDelivery>();
        while (!stopping.IsCancellationRequested)
        {
            var claimed = await ClaimAsync(running, stopping);
            foreach (var delivery in claimed)
            {
                running.Add(attempts.RunAsync(delivery, givingUp.Token), delivery);
            }

            // What was found may not have been all: then the next look is when a place comes free.
            await WaitAsync(claimed.Count > 0 ? [.. running.Keys] : [], stopping);
            foreach (var done in running.Keys.Where(task => task.IsCompleted).ToList())
            {
                running.Remove(done);
                await done;
            }
        }

        await Task.WhenAll(running.Keys);
    }

    private async Task<IReadOnlyList<DueDelivery>> ClaimAsync(Dictionary<Task, DueDelivery> running, CancellationToken stopping)
    {
        var places = options.Value.Concurrency - running.Count;
        if (places <= 0)
        {
            return [];
        }

        var busy = running.Values.GroupBy(delivery => delivery.EndpointId)
            .Where(group => group.Count() >= DeliveryQueue.PlacesOfEndpoint || group.Any(delivery => delivery.IsFailing)).Select(group => group.Key).ToArray();
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

    private async Task WaitAsync(IReadOnlyList<Task> running, CancellationToken stopping)
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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The queue of webhooks cannot be read; trying again.")]
        public static partial void CannotRun(ILogger logger, Exception exception);
    }
}
