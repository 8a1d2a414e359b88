using System.Diagnostics.Metrics;

namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>Measures the attempts of this node to deliver webhooks.</summary>
internal sealed class DeliveryTally
{
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lag;
    private readonly TimeProvider _time;

    public DeliveryTally(IMeterFactory meters, TimeProvider time)
    {
        var meter = meters.Create("RingCentral.Connect");
        _attempts = meter.CreateCounter<long>("connect.webhooks.attempts", "{attempt}", "Attempts to deliver a webhook, by outcome.");
        _duration = meter.CreateHistogram<double>("connect.webhooks.duration", "s", "From the first byte sent to the endpoint's answer, or to giving up.");
        _lag = meter.CreateHistogram<double>("connect.webhooks.lag", "s", "From the moment that a webhook was queued to its delivery.");
        _time = time;
    }

    /// <summary>Counts an attempt. Endpoints are no dimension: they are somebody's, and there may be many.</summary>
    public void Count(DueDelivery delivery, AttemptResult result)
    {
        var outcome = KeyValuePair.Create<string, object?>("outcome", result.IsDelivered ? "delivered" : result.Error ?? AttemptErrors.Refused);
        _attempts.Add(1, outcome);
        _duration.Record(result.Took.TotalSeconds, outcome);
        if (result.IsDelivered)
        {
            _lag.Record((_time.GetUtcNow() - delivery.QueuedAt).TotalSeconds);
        }
    }
}
