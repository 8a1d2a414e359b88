namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>When a delivery that failed is sent again: soon at first, then ever more rarely, for a day.</summary>
internal static class RetrySchedule
{
    /// <summary>How long attempts go on. An endpoint that none has reached for as long is disabled.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    /// <summary>Each wait is up to this share longer or shorter, so that what failed together does not come back together.</summary>
    private const double Jitter = 0.2;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8),
    ];

    /// <summary>The next attempt; null after the last one, which is made when the day is over.</summary>
    /// <param name="queuedAt">When the delivery was queued.</param>
    /// <param name="attempts">How many have failed.</param>
    /// <param name="retryAfter">What the endpoint asked for; a wait is never shorter.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset? Next(DateTimeOffset queuedAt, int attempts, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var end = queuedAt + GiveUpAfter;
        if (now >= end)
        {
            return null;
        }

        var wait = Waits[Math.Clamp(attempts, 1, Waits.Length) - 1] * (1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1)));
        var next = now + (retryAfter > wait ? retryAfter.Value < GiveUpAfter ? retryAfter.Value : GiveUpAfter : wait);
        return next < end ? next : end;
    }
}
